package dev.patchbay.shell.internal.command;

import dev.patchbay.json.Json;
import java.io.PrintStream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * What a command prints on.
 *
 * @param out the terminal, or the next command of a pipe
 * @param columns how wide it is, in characters; {@link #UNLIMITED} for a pipe or a script
 * @param keys tells when the person at the terminal wants an end
 */
public record Screen(PrintStream out, int columns, Keys keys) {

    /** The session variable that holds the {@link Terminal}; absent without one. */
    public static final String TERMINAL = "patchbay.terminal";

    static final int UNLIMITED = Integer.MAX_VALUE;

    /** The screen of the command that runs on this thread. */
    static Screen of(CommandSession session) {
        Process process = Process.Utils.current();
        PrintStream out = process == null ? session.getConsole() : process.out();
        boolean piped = process != null && !process.isTty(1);
        Object terminal = session.get(TERMINAL);
        return new Screen(out, piped ? UNLIMITED : columns(terminal), Keys.of(terminal));
    }

    private static int columns(@Nullable Object terminal) {
        int width = terminal instanceof Terminal found ? found.getWidth() : 0;
        return width > 0 ? width : UNLIMITED;
    }

    /** Prints a line. */
    void line(String text) {
        out.println(text);
    }

    /** Prints a table. */
    void table(Table table) {
        table.lines(columns).forEach(out::println);
    }

    /** Prints JSON on several lines. */
    void json(@Nullable Object value) {
        out.println(Json.writePretty(value));
    }
}
