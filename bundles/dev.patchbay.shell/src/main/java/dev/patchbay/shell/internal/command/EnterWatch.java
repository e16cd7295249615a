package dev.patchbay.shell.internal.command;

import java.io.IOException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a terminal until Enter on a thread of its own, from {@link #start} to {@link #end}. The command's own thread
 * must not read, since Ctrl-C interrupts it. The terminal is raw meanwhile: else a read waits for a whole line, however
 * short its time limit, and takes the first key of the next prompt away.
 */
final class EnterWatch implements Keys.Watch {

    private static final Logger LOG = LoggerFactory.getLogger(EnterWatch.class);
    private static final long INTERVAL_IN_MS = 100;
    private static final long END_LIMIT_IN_MS = 1_000;

    private final Terminal terminal;
    private final Attributes before;
    private final Runnable action;
    private final Thread thread = new Thread(this::watch, "patchbay-shell-enter");
    private volatile boolean ended;

    private EnterWatch(Terminal terminal, Runnable action) {
        this.terminal = terminal;
        this.before = terminal.enterRawMode();
        this.action = action;
    }

    static EnterWatch start(Terminal terminal, Runnable action) {
        EnterWatch watch = new EnterWatch(terminal, action);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    @Override
    public void end() throws InterruptedException {
        ended = true;
        thread.join(END_LIMIT_IN_MS);
        terminal.setAttributes(before);
    }

    private void watch() {
        try {
            while (!ended) {
                if (isEnd(terminal.reader().read(INTERVAL_IN_MS))) {
                    action.run();
                    return;
                }
            }
        } catch (IOException e) {
            LOG.debug("The terminal has gone", e);
            action.run();
        }
    }

    private static boolean isEnd(int key) {
        return key == '\n' || key == '\r' || key == NonBlockingReader.EOF;
    }
}
