package dev.patchbay.event.internal;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A glob on event names, compiled. */
final class Mask {

    private Mask() {}

    /** {@code *} any text, {@code ?} one character, {@code [abc]} and {@code [!abc]} one of a set or none of it. */
    static Predicate<String> compile(String glob) {
        int wild = firstWildcard(glob);
        if (wild < 0) {
            return glob::equals;
        }
        if (wild == glob.length() - 1 && glob.charAt(wild) == '*') {
            String prefix = glob.substring(0, wild);
            return name -> name.startsWith(prefix);
        }
        return Pattern.compile(regex(glob), Pattern.DOTALL).asMatchPredicate();
    }

    private static int firstWildcard(String glob) {
        for (int i = 0; i < glob.length(); i++) {
            if ("*?[".indexOf(glob.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int end = c == '[' ? glob.indexOf(']', i + 2) : -1;
            if (end > 0) {
                regex.append(set(glob.substring(i + 1, end)));
                i = end;
            } else if (c == '*') {
                regex.append(".*");
            } else {
                regex.append(c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    private static String set(String content) {
        boolean negated = content.startsWith("!");
        String members = (negated ? content.substring(1) : content).replaceAll("([\\\\\\[\\]&^])", "\\\\$1");
        return (negated ? "[^" : "[") + members + "]";
    }
}
