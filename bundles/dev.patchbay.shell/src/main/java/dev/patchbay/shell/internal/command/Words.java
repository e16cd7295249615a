package dev.patchbay.shell.internal.command;

import dev.patchbay.cli.words.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The words behind a command's name; taken one by one, by one thread. */
public final class Words {

    private final List<String> words;
    private final String usage;

    /**
     * The words of one run.
     *
     * @param usage shown when they make no sense
     */
    public Words(List<String> words, String usage) {
        this.words = new ArrayList<>(words);
        this.usage = usage;
    }

    /** Takes a whole number of 1 or more that follows an option, wherever that stands. */
    int number(String option, int otherwise) throws UsageException {
        int index = words.indexOf(option);
        if (index < 0) {
            return otherwise;
        }
        words.remove(index);
        String value = index < words.size() ? words.remove(index) : "nothing";
        if (!value.matches("[1-9]\\d{0,8}")) {
            throw unexpected("a whole number of 1 or more after " + option, value);
        }
        return Integer.parseInt(value);
    }

    /** Takes the next word. */
    String next(String what) throws UsageException {
        if (words.isEmpty()) {
            throw unexpected(what, "nothing");
        }
        return words.remove(0);
    }

    /** Takes the next and last word, if there is one. */
    Optional<String> last() throws UsageException {
        Optional<String> word = words.isEmpty() ? Optional.empty() : Optional.of(words.remove(0));
        end();
        return word;
    }

    /** Takes all that are left. */
    List<String> rest() {
        List<String> rest = List.copyOf(words);
        words.clear();
        return rest;
    }

    /** Nothing more is expected. */
    void end() throws UsageException {
        if (!words.isEmpty()) {
            throw unexpected("nothing more", "'" + words.get(0) + "'");
        }
    }

    private UsageException unexpected(String expected, String got) {
        return new UsageException("Expected " + expected + ", got " + got + "; usage: " + usage);
    }
}
