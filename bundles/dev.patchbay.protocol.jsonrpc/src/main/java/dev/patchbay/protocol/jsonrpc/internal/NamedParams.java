package dev.patchbay.protocol.jsonrpc.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of one of the protocol's own methods, by name however they came. */
final class NamedParams {

    /** The parameters do not fit; the message says which and how. */
    static final class InvalidParamsException extends Exception {

        private static final long serialVersionUID = 1L;

        InvalidParamsException(String message) {
            super(message, null, false, false);
        }
    }

    private final Map<String, @Nullable Object> values;

    /** @param names in order of position */
    NamedParams(@Nullable Object params, String... names) throws InvalidParamsException {
        this.values = params instanceof List<?> list ? byPosition(list, names) : byName(params);
        if (!Arrays.asList(names).containsAll(values.keySet())) { // of so few a list is quicker than a set
            throw new InvalidParamsException(
                    "expected " + String.join(", ", names) + ", got " + String.join(", ", values.keySet()));
        }
    }

    private static Map<String, @Nullable Object> byPosition(List<?> list, String... names)
            throws InvalidParamsException {
        if (list.size() > names.length) {
            throw new InvalidParamsException("expected at most " + names.length + " parameters ("
                    + String.join(", ", names) + "), got " + list.size());
        }
        Map<String, @Nullable Object> values = new HashMap<>();
        for (int i = 0; i < list.size(); i++) {
            values.put(names[i], list.get(i));
        }
        return values;
    }

    @SuppressWarnings("unchecked") // the parser's objects have string names
    private static Map<String, @Nullable Object> byName(@Nullable Object params) {
        return params == null ? Map.of() : (Map<String, @Nullable Object>) params;
    }

    @Nullable
    Object get(String name) {
        return values.get(name);
    }

    String text(String name) throws InvalidParamsException {
        if (values.get(name) instanceof String text) {
            return text;
        }
        throw new InvalidParamsException("expected '" + name + "' to be a string, got " + values.get(name));
    }

    @Nullable
    String textOrNull(String name) throws InvalidParamsException {
        return values.get(name) == null ? null : text(name);
    }

    /** False when it is left out. */
    boolean flag(String name) throws InvalidParamsException {
        Object value = values.get(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new InvalidParamsException("expected '" + name + "' to be true or false, got " + value);
    }

    /** A whole number of 0 or more; 5.0 is one, as in JSON Schema. */
    long number(String name, long otherwise) throws InvalidParamsException {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number number && number.longValue() >= 0 && number.doubleValue() == number.longValue()) {
            return number.longValue();
        }
        throw new InvalidParamsException("expected '" + name + "' to be a whole number of 0 or more, got " + value);
    }

    List<String> texts(String name) throws InvalidParamsException {
        if (values.get(name) instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw new InvalidParamsException("expected '" + name + "' to be an array of strings, got " + values.get(name));
    }
}
