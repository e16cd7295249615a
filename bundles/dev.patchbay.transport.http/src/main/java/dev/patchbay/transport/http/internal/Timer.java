package dev.patchbay.transport.http.internal;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread for everything that happens by the clock. A task that fails is logged and keeps its schedule. */
final class Timer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Timer.class);

    /** Takes no offence at tasks that come after its end. */
    private final ScheduledExecutorService executor =
            new ScheduledThreadPoolExecutor(1, Timer::thread, new ThreadPoolExecutor.DiscardPolicy());

    /** Runs it again and again, with a pause of that many milliseconds. */
    void every(long pauseInMs, Runnable task) {
        Future<?> unused = executor.scheduleWithFixedDelay(guarded(task), pauseInMs, pauseInMs, TimeUnit.MILLISECONDS);
    }

    /** Runs it once; not at all when the timer has been closed by then. */
    void after(long pauseInMs, Runnable task) {
        Future<?> unused = executor.schedule(guarded(task), pauseInMs, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "patchbay-http-timer");
        thread.setDaemon(true);
        return thread;
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException
                    | Error e) { // an Error would end the schedule without a word, for all connections
                LOG.error("{} failed; it is tried again when it is due", task, e);
            }
        };
    }
}
