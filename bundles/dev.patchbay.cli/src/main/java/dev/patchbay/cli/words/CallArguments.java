package dev.patchbay.cli.words;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns typed words into the parameters of a call.
 *
 * <p>A word is JSON, or bare text that stands for a string: {@code 5} is a number, {@code Berlin} and {@code "5"} are
 * strings. A word that begins like an object, a list or a quoted string must be JSON. Words of the form
 * {@code name=value} pass parameters by name; then all must have that form.
 */
public final class CallArguments {

    private static final Pattern NAMED = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);

    private CallArguments() {}

    /** The parameters: a list by position, a map by name, or null when there are no words. */
    public static @Nullable Object params(List<String> words) throws UsageException {
        if (words.isEmpty()) {
            return null;
        }
        boolean named = isNamed(words.get(0));
        for (String word : words) {
            if (isNamed(word) != named) {
                throw new UsageException("Expected parameters all by position or all as name=value, got both: '"
                        + words.get(0) + "' and '" + word + "'; write a string that contains = in double quotes");
            }
        }
        return named ? byName(words) : byPosition(words);
    }

    /**
     * The one value that words stand for: an object when all are {@code name=value}, else that of the only word.
     *
     * @param words one or more
     */
    public static @Nullable Object single(List<String> words) throws UsageException {
        Object params = params(words);
        if (params instanceof List<?> values) {
            if (values.size() != 1) {
                throw new UsageException("Expected one value, or an object as name=value words, got " + values.size()
                        + " values; quote a value that contains blanks");
            }
            return values.get(0);
        }
        return params;
    }

    /** One value: JSON, or the text itself when it does not look like JSON. */
    public static @Nullable Object value(String word) throws UsageException {
        try {
            return Json.parse(word);
        } catch (JsonException e) {
            if (looksLikeJson(word)) {
                throw new UsageException("Expected JSON, got '" + word + "': " + e.getMessage());
            }
            return word;
        }
    }

    private static boolean isNamed(String word) {
        return NAMED.matcher(word).matches();
    }

    private static boolean looksLikeJson(String word) {
        String text = word.strip();
        return !text.isEmpty() && "{[\"".indexOf(text.charAt(0)) >= 0;
    }

    private static List<@Nullable Object> byPosition(List<String> words) throws UsageException {
        List<@Nullable Object> params = new ArrayList<>();
        for (String word : words) {
            params.add(value(word));
        }
        return params;
    }

    private static Map<String, @Nullable Object> byName(List<String> words) throws UsageException {
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        for (String word : words) {
            String[] parts = word.split("=", 2);
            if (params.containsKey(parts[0])) {
                throw new UsageException("Expected each parameter once, got '" + parts[0] + "' twice");
            }
            params.put(parts[0], value(parts[1]));
        }
        return params;
    }
}
