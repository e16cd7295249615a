package dev.patchbay.shell.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Job;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;

/** Reads lines and runs them until the person leaves. For one thread; Ctrl-C comes on another. */
final class Shell {

    private static final String PROMPT = "patchbay> ";
    private static final Set<String> LEAVING = Set.of("exit", "quit", "logout");
    private static final Set<String> STOPPING = Set.of("stop", "patchbay:stop");

    private final Terminal terminal;
    private final CommandSession session;
    private final LineReader reader;
    private final PrintStream out;
    private volatile boolean ended;

    Shell(Terminal terminal, CommandSession session, LineReader reader) {
        this.terminal = terminal;
        this.session = session;
        this.reader = reader;
        this.out = new PrintStream(terminal.output(), true, StandardCharsets.UTF_8);
    }

    /** Runs until Ctrl-D, {@code exit}, {@code stop}, Ctrl-C on an empty line, or the end of the terminal. */
    Ending run() throws IOException {
        terminal.handle(Signal.INT, signal -> interruptCommand());
        try (session) {
            Ending ending = loop();
            reader.getHistory().save();
            return ending;
        }
    }

    /** Lets it end before its next line; whoever calls this interrupts its thread as well. */
    void end() {
        ended = true;
    }

    private Ending loop() {
        while (!ended) {
            try {
                String line = reader.readLine(PROMPT).strip();
                if (LEAVING.contains(line)) {
                    return Ending.LEFT;
                }
                int status = CommandRun.execute(session, line, out);
                out.flush();
                if (status == 0 && STOPPING.contains(line)) {
                    return Ending.STOPPED; // a next line would meet a node that is half gone
                }
            } catch (UserInterruptException e) {
                if (!ended && e.getPartialLine().isBlank()) {
                    return Ending.INTERRUPTED;
                }
            } catch (EndOfFileException e) {
                return Ending.LEFT;
            }
        }
        return Ending.STOPPED;
    }

    private void interruptCommand() {
        Job job = session.foregroundJob();
        if (job != null) {
            job.interrupt();
        }
    }

    /** Why a shell ended. */
    enum Ending {
        /** Ctrl-D, {@code exit}, or the terminal has gone. */
        LEFT,
        /** Ctrl-C on an empty line. */
        INTERRUPTED,
        /** The node stops: {@code stop} was typed, or {@link #end} called. */
        STOPPED
    }
}
