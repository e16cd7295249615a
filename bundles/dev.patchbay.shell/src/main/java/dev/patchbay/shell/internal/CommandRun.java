package dev.patchbay.shell.internal;

import dev.patchbay.shell.internal.command.RunningCommands;
import java.io.PrintStream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one command line in a session. */
final class CommandRun {

    private static final Logger LOG = LoggerFactory.getLogger(CommandRun.class);
    private static final long END_LIMIT_IN_MS = 2_000;

    private CommandRun() {}

    /**
     * Runs it and prints what it returns, or {@code error: } and why it failed.
     *
     * @return 0, or 1 when it failed
     */
    static int execute(CommandSession session, String line, PrintStream out) {
        try {
            Object result = session.execute(GogoLine.quoted(line));
            if (result != null) {
                out.println(session.format(result, Converter.INSPECT));
            }
            return 0;
        } catch (Exception e) {
            LOG.debug("The command '{}' failed", line, e);
            awaitEnd(session);
            out.println("error: " + ErrorSentence.of(e));
            return 1;
        }
    }

    /** An interrupted command may still be tidying up on its own thread. */
    private static void awaitEnd(CommandSession session) {
        try {
            if (!RunningCommands.of(session).awaitNone(END_LIMIT_IN_MS)) {
                LOG.warn("A command of the shell ignores that it was interrupted");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
