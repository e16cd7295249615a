package dev.patchbay.settings.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills {@code $NAME}, <code>${NAME}</code> and a leading {@code ~/} into texts whose key says that they are paths. */
final class PathExpansion {

    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{([^}]*)})");

    private final UnaryOperator<@Nullable String> variables;
    private final String userHome;

    PathExpansion(UnaryOperator<@Nullable String> variables, String userHome) {
        this.variables = variables;
        this.userHome = userHome;
    }

    /** A copy in which the paths among the texts are expanded; what lies deeper stays as it is. */
    Map<String, @Nullable Object> expandIn(Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> expanded = new LinkedHashMap<>(values);
        expanded.replaceAll((key, value) -> value == null ? null : expand(key, value));
        return expanded;
    }

    /** The value of a key, expanded when it is a path. */
    Object expand(String key, Object value) {
        return value instanceof String text && isPath(key) ? expand(text) : value;
    }

    /** The text with its variables filled in; one that is not set stays as it is written. */
    String expand(String text) {
        String path = text.startsWith("~/") ? userHome + text.substring(1) : text;
        return VARIABLE.matcher(path).replaceAll(this::valueOf);
    }

    private static boolean isPath(String key) {
        return key.endsWith("_path") || key.endsWith("Path");
    }

    private String valueOf(MatchResult variable) {
        String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
        String value = variables.apply(name);
        return Matcher.quoteReplacement(value == null ? variable.group() : value);
    }
}
