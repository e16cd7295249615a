package dev.patchbay.event.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A glob on event names, compiled. */
final class Mask {

    private Mask() {}

    /**
     * {@code *} any text, {@code ?} one character, {@code [abc]}, {@code [a-c]} and {@code [!abc]} one of a set or none
     * of it. There is no wrong mask: what looks like a set but is none means itself.
     */
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

    /** What every name it hears begins with; the whole glob when that is all it hears. */
    static String beginning(String glob) {
        int wild = firstWildcard(glob);
        return wild < 0 ? glob : glob.substring(0, wild);
    }

    private static int firstWildcard(String glob) {
        for (int i = 0; i < glob.length(); i++) {
            if ("*?[".indexOf(glob.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Each text between two stars is searched once and kept where it was first found, which is as good as any later
     * place; so a mask with many stars costs no more than its length times the name's.
     */
    private static String regex(String glob) {
        List<String> texts = textsBetweenStars(glob);
        StringBuilder regex = new StringBuilder(texts.get(0));
        int last = texts.size() - 1;
        for (int i = 1; i < last; i++) {
            regex.append("(?>.*?").append(texts.get(i)).append(')');
        }
        return last == 0 ? regex.toString() : regex + ".*" + texts.get(last);
    }

    private static List<String> textsBetweenStars(String glob) {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int end = c == '[' ? endOfSet(glob, i) : -1;
            if (end > 0) {
                text.append(set(glob.substring(i + 1, end)));
                i = end;
            } else if (c == '*') {
                texts.add(text.toString());
                text.setLength(0);
            } else {
                text.append(c == '?' ? "." : literal(c));
            }
        }
        texts.add(text.toString());
        return texts;
    }

    /** A set has at least one character, which may be a closing bracket; -1 when this is none. */
    private static int endOfSet(String glob, int start) {
        int first = glob.startsWith("!", start + 1) ? start + 2 : start + 1;
        return glob.indexOf(']', first + 1);
    }

    private static String set(String content) {
        boolean negated = content.startsWith("!");
        StringBuilder ranges = new StringBuilder();
        for (int i = negated ? 1 : 0; i < content.length(); i++) {
            char from = content.charAt(i);
            boolean isRange = i + 2 < content.length() && content.charAt(i + 1) == '-';
            i += isRange ? 2 : 0;
            char to = content.charAt(i);
            if (from <= to) {
                ranges.append(literal(from)).append('-').append(literal(to));
            }
        }
        if (ranges.isEmpty()) {
            return negated ? "." : "(?!)"; // every range was empty
        }
        return (negated ? "[^" : "[") + ranges + "]";
    }

    /** A character that means itself, inside a set as well as outside. */
    private static String literal(char c) {
        return String.format("\\u%04x", (int) c);
    }
}
