package dev.patchbay.process.internal;

import java.util.Iterator;
import java.util.List;

/**
 * What the command {@code logs} was asked.
 *
 * @param lines how many of the last lines are shown first
 */
record LogsRequest(String name, boolean isFollowing, int lines) {

    private static final int DEFAULT_LINES = 50;
    private static final String USAGE = "Expected logs NAME [-f] [-n LINES], got: logs ";

    /** @throws IllegalArgumentException with what was expected */
    static LogsRequest of(List<String> words) {
        String name = "";
        boolean isFollowing = false;
        int lines = DEFAULT_LINES;
        for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
            String word = rest.next();
            switch (word) {
                case "-f" -> isFollowing = true;
                case "-n" -> lines = number(rest.hasNext() ? rest.next() : "", words);
                default -> {
                    if (!name.isEmpty()) {
                        throw wrong(words);
                    }
                    name = word;
                }
            }
        }
        if (name.isEmpty()) {
            throw wrong(words);
        }
        return new LogsRequest(name, isFollowing, lines);
    }

    private static int number(String word, List<String> words) {
        if (!word.matches("[0-9]{1,7}")) {
            throw wrong(words);
        }
        return Integer.parseInt(word);
    }

    private static IllegalArgumentException wrong(List<String> words) {
        return new IllegalArgumentException(USAGE + String.join(" ", words));
    }
}
