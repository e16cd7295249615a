package dev.patchbay.shell.internal.command;

import java.util.concurrent.TimeUnit;
import org.apache.felix.service.command.CommandSession;

/**
 * Counts the commands that run in a session. Gogo returns from an interrupted line at once, while the command still
 * tidies up; whoever uses the terminal next has to wait for that. Thread-safe.
 */
public final class RunningCommands {

    private static final String VARIABLE = "patchbay.running";

    private int count;

    /** Counts in this session from now on. */
    public static void countIn(CommandSession session) {
        session.put(VARIABLE, new RunningCommands());
    }

    /** Those of a session; a count of its own where nobody counts. */
    public static RunningCommands of(CommandSession session) {
        return session.get(VARIABLE) instanceof RunningCommands running ? running : new RunningCommands();
    }

    /**
     * Waits until none runs.
     *
     * @param limitInMs the longest to wait, in milliseconds
     * @return whether none runs
     */
    public synchronized boolean awaitNone(long limitInMs) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitInMs);
        for (long left = limitInMs;
                count > 0 && left > 0;
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
            wait(left);
        }
        return count == 0;
    }

    synchronized void began() {
        count++;
    }

    synchronized void ended() {
        count--;
        notifyAll();
    }
}
