package dev.patchbay.job;

import dev.patchbay.schema.Description;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a job does, for people: a text whose placeholders {@code {name}} stand for values, so that a program can translate
 * the text and keep the values.
 */
public record JobDescription(String format, Map<String, @Nullable Object> values) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    /** A text without placeholders. */
    public static JobDescription of(String text) {
        return new JobDescription(text, Map.of());
    }

    /** What a task does with whatever arguments: its {@link Description}, otherwise the name of its class. */
    public static JobDescription of(Class<?> task) {
        Description description = task.getAnnotation(Description.class);
        return of(description == null ? task.getSimpleName() : description.value());
    }

    /** The text with the values in it; a placeholder without a value stays as it is. */
    public String text() {
        return PLACEHOLDER
                .matcher(format)
                .replaceAll(match -> Matcher.quoteReplacement(
                        values.containsKey(match.group(1))
                                ? String.valueOf(values.get(match.group(1)))
                                : match.group()));
    }
}
