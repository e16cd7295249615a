package dev.patchbay.cli.words;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last line of the answer to {@link ControlWords#EXEC}: how the command ended, such as {@code exit 0}. */
public final class ExitLine {

    private static final Pattern LINE = Pattern.compile("exit (\\d{1,3})");

    private ExitLine() {}

    /**
     * The line.
     *
     * @param status 0 for success, otherwise 1 to 255
     */
    public static String of(int status) {
        return "exit " + status;
    }

    /** The status of such a line; empty for any other. */
    public static OptionalInt parse(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}
