package dev.patchbay.query;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a criterion asks of a field's value. Missing counts as null; what cannot be compared does not match. */
public enum Operator {
    EQUAL("="),
    /** Whatever {@link #EQUAL} does not match. */
    NOT_EQUAL("!="),
    GREATER(">"),
    LESS("<"),
    GREATER_OR_EQUAL(">="),
    LESS_OR_EQUAL("<="),
    /** Equal to an element of the criterion's array. */
    IN("in"),
    /** Whatever {@link #IN} does not match. */
    NOT_IN("nin"),
    /** A text in which the regular expression is found. */
    REGEX("~"),
    /** An array with that element, a text with that part, or an object with that name. */
    CONTAINS("contains"),
    /** Whatever {@link #CONTAINS} does not match. */
    NOT_CONTAINS("ncontains"),
    /** A text that is as the pattern says from end to end: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a-z]}. */
    MATCH("match");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    /** As it is written in a filter. */
    public String symbol() {
        return symbol;
    }

    static Optional<Operator> of(@Nullable Object symbol) {
        return Arrays.stream(values())
                .filter(operator -> operator.symbol.equals(symbol))
                .findFirst();
    }

    static String symbols() {
        return Arrays.stream(values()).map(Operator::symbol).collect(Collectors.joining(" "));
    }

    boolean test(@Nullable Object actual, @Nullable Object expected) {
        return switch (this) {
            case EQUAL -> Values.areEqual(actual, expected);
            case NOT_EQUAL -> !Values.areEqual(actual, expected);
            case GREATER, LESS, GREATER_OR_EQUAL, LESS_OR_EQUAL -> isOrdered(Values.compare(actual, expected));
            case IN -> isElement(actual, expected);
            case NOT_IN -> !isElement(actual, expected);
            case CONTAINS -> contains(actual, expected);
            case NOT_CONTAINS -> !contains(actual, expected);
            case REGEX, MATCH ->
                actual instanceof String text
                        && expected instanceof Pattern pattern
                        && pattern.matcher(text).find();
        };
    }

    private boolean isOrdered(OptionalInt order) {
        return order.isPresent()
                && switch (this) {
                    case GREATER -> order.getAsInt() > 0;
                    case LESS -> order.getAsInt() < 0;
                    case GREATER_OR_EQUAL -> order.getAsInt() >= 0;
                    default -> order.getAsInt() <= 0;
                };
    }

    private static boolean isElement(@Nullable Object value, @Nullable Object array) {
        return array instanceof List<?> list && list.stream().anyMatch(element -> Values.areEqual(element, value));
    }

    private static boolean contains(@Nullable Object whole, @Nullable Object part) {
        if (whole instanceof String text) {
            return part instanceof String piece && text.contains(piece);
        }
        return whole instanceof Map<?, ?> map ? map.containsKey(part) : isElement(part, whole);
    }
}
