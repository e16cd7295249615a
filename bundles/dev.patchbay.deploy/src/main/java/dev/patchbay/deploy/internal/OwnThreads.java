package dev.patchbay.deploy.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleException;

/**
 * Runs what may end in a plugin's code on a thread of its own and waits a bounded time for it, so that a plugin that
 * blocks for ever holds up nothing but itself. What outlives its time is left behind; it is interrupted when something
 * else is to be done with the same plugin, and when this is closed.
 */
final class OwnThreads implements AutoCloseable {

    /** By plugin, the thread that was left behind last. */
    private final Map<String, Thread> overdue = new ConcurrentHashMap<>();

    /**
     * Runs a step and waits for its end.
     *
     * @param who whose code it may run; names the thread and the plugin in sentences
     * @param doing what the step does, as a word such as {@code starting}
     * @throws BundleException the step's own
     * @throws DeployException when the step takes too long or fails otherwise; it says where it is blocked
     */
    void run(String who, String doing, long limitInMs, Attempt.Step step) throws BundleException, DeployException {
        endOverdue(who, limitInMs);
        Attempt attempt = new Attempt(who + ": " + doing, step);
        Thread thread = new Thread(attempt, "deploy-" + who);
        thread.setDaemon(true);
        thread.start();
        try {
            attempt.await(limitInMs);
        } catch (TimeoutException e) {
            overdue.put(who, thread);
            throw blocked(who, doing + " takes longer than " + limitInMs + " ms", thread);
        } catch (InterruptedException e) {
            overdue.put(who, thread);
            Thread.currentThread().interrupt();
            throw blocked(who, "the wait for its " + doing + " was interrupted", thread);
        } catch (ExecutionException e) {
            throw failure(who, doing, e.getCause());
        }
    }

    private static BundleException failure(String who, String doing, @Nullable Throwable cause) throws DeployException {
        if (cause instanceof BundleException known) {
            return known;
        }
        throw new DeployException(who, doing + " failed with " + cause + "; see the log.", cause);
    }

    /** Ends what an earlier step left behind; a second step beside it would wait for the same locks. */
    private void endOverdue(String who, long limitInMs) throws DeployException {
        Thread thread = overdue.get(who);
        if (thread == null) {
            return;
        }
        thread.interrupt();
        join(thread, limitInMs);
        if (thread.isAlive()) {
            throw blocked(who, "it ignores interruption and nothing else can be done with it", thread);
        }
        overdue.remove(who, thread);
    }

    private static void join(Thread thread, long limitInMs) {
        try {
            thread.join(limitInMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static DeployException blocked(String who, String what, Thread thread) {
        String sentence = what + ", blocked at " + whereIs(thread)
                + "; correct it and copy the jar again, or remove it, and restart the node if that does not help.";
        return new DeployException(who, sentence, null, thread::isAlive);
    }

    /** The innermost call that is not the JDK's: the line of the plugin that waits. */
    private static String whereIs(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .filter(frame -> !frame.getClassName().matches("(java|jdk|sun)\\..*"))
                .findFirst()
                .map(StackTraceElement::toString)
                .orElse("its end");
    }

    /** Interrupts what was left behind; does not wait. */
    @Override
    public void close() {
        overdue.values().forEach(Thread::interrupt);
    }
}
