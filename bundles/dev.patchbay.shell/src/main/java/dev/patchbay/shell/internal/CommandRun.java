package dev.patchbay.shell.internal;

import java.io.PrintStream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one command line in a session. */
final class CommandRun {

    private static final Logger LOG = LoggerFactory.getLogger(CommandRun.class);

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
            out.println("error: " + ErrorSentence.of(e));
            return 1;
        }
    }
}
