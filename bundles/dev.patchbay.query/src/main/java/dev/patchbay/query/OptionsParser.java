package dev.patchbay.query;

import dev.patchbay.rpc.CallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the options of a query, or says which one is wrong. Unknown ones are ignored, as the original did. */
record OptionsParser(Map<String, @Nullable Object> options) {

    List<SortKey> sort() throws CallException {
        String name = options.get("sort") == null ? "sort-field" : "sort";
        boolean isDescending = isDescending("sort-order") || isDescending("dir");
        List<SortKey> keys = new ArrayList<>();
        for (String text : texts(name)) {
            boolean hasMinus = text.startsWith("-");
            keys.add(new SortKey(FieldPath.of(hasMinus ? text.substring(1) : text), hasMinus || isDescending));
        }
        return keys;
    }

    private boolean isDescending(String name) throws CallException {
        Object value = options.get(name);
        if (value == null || "asc".equals(value) || "desc".equals(value)) {
            return "desc".equals(value);
        }
        throw Malformed.value(place(name), "asc or desc", value);
    }

    /** @return null when it is not there */
    @Nullable
    Long size(String name) throws CallException {
        Object value = options.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number && number.doubleValue() == number.longValue() && number.longValue() >= 0) {
            return number.longValue();
        }
        throw Malformed.value(place(name), "a whole number from 0", value);
    }

    boolean isOn(String name) throws CallException {
        Object value = options.get(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw Malformed.value(place(name), "true or false", value);
    }

    Projection projection() throws CallException {
        List<FieldPath> paths = paths("select");
        if (options.get("select") instanceof String) {
            return new Projection.Value(paths.get(0));
        }
        return options.get("select") == null ? new Projection.Without(paths("exclude")) : new Projection.Row(paths);
    }

    private List<FieldPath> paths(String name) throws CallException {
        return texts(name).stream().map(FieldPath::of).toList();
    }

    /** One text or an array of them; empty when there are none. */
    private List<String> texts(String name) throws CallException {
        Object value = options.get(name);
        if (value instanceof String text) {
            return List.of(text);
        }
        List<String> texts = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object element : list) {
                if (!(element instanceof String text)) {
                    throw Malformed.value(place(name) + "[" + texts.size() + "]", "the name of a field", element);
                }
                texts.add(text);
            }
        } else if (value != null) {
            throw Malformed.value(place(name), "the name of a field or an array of them", value);
        }
        return texts;
    }

    private static String place(String name) {
        return "options." + name;
    }
}
