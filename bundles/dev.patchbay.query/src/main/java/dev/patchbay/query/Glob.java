package dev.patchbay.query;

import java.util.regex.Pattern;

/** Shell patterns: {@code *} any text, {@code ?} any character, {@code [a-z]} one of these, {@code [!a-z]} one of the others. */
final class Glob {

    private Glob() {}

    /** The same as a regular expression that is found in what matches from end to end; never fails. */
    static Pattern compile(String glob) {
        StringBuilder regex = new StringBuilder("\\A");
        int at = 0;
        while (at < glob.length()) {
            at = append(glob, at, regex);
        }
        return Pattern.compile(regex.append("\\z").toString(), Pattern.DOTALL);
    }

    /** @return where the next part begins */
    private static int append(String glob, int at, StringBuilder regex) {
        char c = glob.charAt(at);
        int end = c == '[' ? glob.indexOf(']', at + (glob.startsWith("!", at + 1) ? 3 : 2)) : -1;
        if (end > 0) {
            regex.append(oneOf(glob.substring(at + 1, end)));
            return end + 1;
        }
        switch (c) {
            case '*' -> regex.append(".*");
            case '?' -> regex.append('.');
            default -> regex.append(quote(c));
        }
        return at + 1;
    }

    private static String oneOf(String set) {
        boolean isNegated = set.startsWith("!");
        StringBuilder regex = new StringBuilder(isNegated ? "[^" : "[");
        String members = isNegated ? set.substring(1) : set;
        for (int i = 0; i < members.length(); i++) {
            char c = members.charAt(i);
            if (isRange(members, i)) {
                regex.append(quote(c)).append('-').append(quote(members.charAt(i + 2)));
                i += 2;
            } else if (!(i + 2 < members.length() && members.charAt(i + 1) == '-')) {
                regex.append(quote(c));
            }
        }
        return regex.length() == (isNegated ? 2 : 1)
                ? "(?!)"
                : regex.append(']').toString();
    }

    /** One that ends before it begins has no members, as in a shell. */
    private static boolean isRange(String members, int at) {
        return at + 2 < members.length()
                && members.charAt(at + 1) == '-'
                && members.charAt(at) <= members.charAt(at + 2);
    }

    private static String quote(char c) {
        return Character.isLetterOrDigit(c)
                ? String.valueOf(c)
                : Character.isSurrogate(c) ? String.valueOf(c) : "\\" + c;
    }
}
