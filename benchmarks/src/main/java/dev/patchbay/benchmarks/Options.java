package dev.patchbay.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The options of one run. */
public final class Options {

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads {@code --name=value} arguments.
     *
     * @throws IllegalArgumentException when one is not of that form or not known
     */
    public static Options parse(List<String> arguments, List<Option> known) {
        Map<String, String> values = new HashMap<>();
        known.forEach(option -> values.put(option.name(), option.preset()));
        for (String argument : arguments) {
            String[] parts = argument.replaceFirst("^--", "").split("=", 2);
            if (!argument.startsWith("--") || parts.length < 2 || !values.containsKey(parts[0])) {
                throw new IllegalArgumentException(
                        "Expected --name=value with one of " + values.keySet() + ", got '" + argument + "'");
            }
            values.put(parts[0], parts[1]);
        }
        return new Options(values);
    }

    /**
     * A text.
     *
     * @throws IllegalArgumentException when there is no such option
     */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("Expected one of " + values.keySet() + ", got '" + name + "'");
        }
        return value;
    }

    /**
     * A whole number.
     *
     * @throws IllegalArgumentException when it is none
     */
    public int number(String name) {
        try {
            return Integer.parseInt(text(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Expected a number for --" + name + ", got '" + text(name) + "'", e);
        }
    }

    /**
     * Whole numbers, separated by commas.
     *
     * @throws IllegalArgumentException when one is none
     */
    public List<Integer> numbers(String name) {
        try {
            return Stream.of(text(name).split(",", -1)).map(Integer::valueOf).toList();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Expected numbers for --" + name + ", got '" + text(name) + "'", e);
        }
    }
}
