package dev.patchbay.query;

import dev.patchbay.rpc.CallException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Makes a filter of plain Java types, or says which criterion is wrong. */
final class FilterParser {

    /** Deeper filters are refused, so that no peer can exhaust a stack. */
    private static final int MAX_DEPTH = 50;

    private FilterParser() {}

    static Filter parse(@Nullable List<@Nullable Object> filter) throws CallException {
        return new Filter.All(filter == null ? List.of() : parseAll(filter, "filter", 0));
    }

    private static List<Filter> parseAll(List<? extends @Nullable Object> criteria, String place, int depth)
            throws CallException {
        if (depth > MAX_DEPTH) {
            throw Malformed.value(place, "a filter nested at most " + MAX_DEPTH + " deep", "a deeper one");
        }
        List<Filter> filters = new ArrayList<>();
        for (Object criterion : criteria) {
            filters.add(parseOne(criterion, place + "[" + filters.size() + "]", depth));
        }
        return filters;
    }

    private static Filter parseOne(@Nullable Object criterion, String place, int depth) throws CallException {
        if (criterion instanceof List<?> parts) {
            switch (parts.size()) {
                case 2:
                    return group(parts, place, depth);
                case 3:
                    return criterion(parts, parts.get(2), place);
                case 4:
                    return timestamp(parts, place);
                default:
                    break;
            }
        }
        throw Malformed.value(
                place,
                "[field, operator, value], the same with \"timestamp\", or [\"and\"|\"or\"|\"nor\", [...]]",
                criterion);
    }

    private static Filter group(List<?> parts, String place, int depth) throws CallException {
        if (!(parts.get(1) instanceof List<?> criteria)) {
            throw Malformed.value(place + "[1]", "an array of criteria", parts.get(1));
        }
        List<Filter> filters = parseAll(criteria, place + "[1]", depth + 1);
        if ("and".equals(parts.get(0))) {
            return new Filter.All(filters);
        }
        if ("or".equals(parts.get(0))) {
            return new Filter.Any(filters);
        }
        if ("nor".equals(parts.get(0))) {
            return new Filter.None(filters);
        }
        throw Malformed.value(place + "[0]", "and, or or nor", parts.get(0));
    }

    private static Filter timestamp(List<?> parts, String place) throws CallException {
        if (!"timestamp".equals(parts.get(3))) {
            throw Malformed.value(place + "[3]", "\"timestamp\" or nothing", parts.get(3));
        }
        Object value = parts.get(2);
        if (!(value instanceof List<?> texts)) {
            return criterion(parts, instant(value, place + "[2]"), place);
        }
        List<Instant> instants = new ArrayList<>();
        for (Object text : texts) {
            instants.add(instant(text, place + "[2][" + instants.size() + "]"));
        }
        return criterion(parts, instants, place);
    }

    private static Instant instant(@Nullable Object value, String place) throws CallException {
        return Values.instant(value).orElseThrow(() -> Malformed.value(place, "an ISO 8601 date and time", value));
    }

    private static Filter criterion(List<?> parts, @Nullable Object value, String place) throws CallException {
        if (!(parts.get(0) instanceof String field)) {
            throw Malformed.value(place + "[0]", "the name of a field", parts.get(0));
        }
        Operator operator = Operator.of(parts.get(1))
                .orElseThrow(() ->
                        Malformed.value(place + "[1]", "one of the operators " + Operator.symbols(), parts.get(1)));
        return new Filter.Criterion(FieldPath.of(field), operator, operand(operator, value, place + "[2]"));
    }

    private static @Nullable Object operand(Operator operator, @Nullable Object value, String place)
            throws CallException {
        return switch (operator) {
            case IN, NOT_IN -> {
                if (!(value instanceof List)) {
                    throw Malformed.value(place, "an array of values", value);
                }
                yield value;
            }
            case REGEX -> value instanceof Pattern ? value : regex(text(value, place), place);
            case MATCH -> Glob.compile(text(value, place));
            default -> value;
        };
    }

    private static String text(@Nullable Object value, String place) throws CallException {
        if (value instanceof String text) {
            return text;
        }
        throw Malformed.value(place, "a text", value);
    }

    private static Pattern regex(String text, String place) throws CallException {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw Malformed.value(place, "a regular expression (" + e.getDescription() + ")", text);
        }
    }
}
