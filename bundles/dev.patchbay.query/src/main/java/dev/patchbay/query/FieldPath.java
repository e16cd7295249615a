package dev.patchbay.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where in a record a value is: names with dots between, {@code error.code}. In an array a whole number counts from 0,
 * {@code args.0}; a dot that belongs to a name is written {@code \.}, a backslash {@code \\}. Immutable.
 */
public record FieldPath(List<String> steps) {

    public FieldPath {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("Expected a path of at least one name, got none");
        }
    }

    /** Reads a path; never fails. */
    public static FieldPath of(String text) {
        List<String> steps = new ArrayList<>();
        StringBuilder step = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                step.append(text.charAt(++i));
            } else if (c == '.') {
                steps.add(step.toString());
                step.setLength(0);
            } else {
                step.append(c);
            }
        }
        steps.add(step.toString());
        return new FieldPath(steps);
    }

    /** What is there; null when nothing is. */
    public @Nullable Object in(@Nullable Object root) {
        Object value = root;
        for (String step : steps) {
            value = child(value, step);
        }
        return value;
    }

    private static @Nullable Object child(@Nullable Object parent, String step) {
        if (parent instanceof Map<?, ?> map) {
            return map.get(step);
        }
        if (parent instanceof List<?> list) {
            int index = index(step);
            return index >= 0 && index < list.size() ? list.get(index) : null;
        }
        return null;
    }

    /** Negative for what is none. */
    private static int index(String step) {
        boolean isNumber = !step.isEmpty() && step.length() < 10 && step.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Integer.parseInt(step) : -1;
    }

    /** A copy without what is there; arrays close up. What is not on the path is shared with the original. */
    @Nullable
    Object without(@Nullable Object root) {
        return without(root, 0);
    }

    private @Nullable Object without(@Nullable Object parent, int depth) {
        String step = steps.get(depth);
        boolean isLast = depth == steps.size() - 1;
        if (parent instanceof Map<?, ?> map && map.containsKey(step)) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>(map);
            if (isLast) {
                copy.remove(step);
            } else {
                copy.put(step, without(map.get(step), depth + 1));
            }
            return copy;
        }
        if (parent instanceof List<?> list && index(step) >= 0 && index(step) < list.size()) {
            return without(list, index(step), depth);
        }
        return parent;
    }

    private List<@Nullable Object> without(List<?> list, int index, int depth) {
        List<@Nullable Object> copy = new ArrayList<>(list);
        if (depth == steps.size() - 1) {
            copy.remove(index);
        } else {
            copy.set(index, without(list.get(index), depth + 1));
        }
        return copy;
    }

    /** As {@link #of} reads it. */
    @Override
    public String toString() {
        return String.join(
                ".",
                steps.stream()
                        .map(step -> step.replace("\\", "\\\\").replace(".", "\\."))
                        .toList());
    }
}
