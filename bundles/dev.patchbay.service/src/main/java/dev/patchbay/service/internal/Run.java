package dev.patchbay.service.internal;

import dev.patchbay.service.spi.HostedService;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a service's main: how far it is, and the threads that are in the service's code, which are the one in main
 * and, at its end, the one in disable. It is over when both have returned. Thread-safe; no lock is held while the
 * service is called.
 */
final class Run {

    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    /** How long the last lines of a thread may take that has left the service's code. */
    private static final long JOIN_LIMIT_IN_MS = 1_000;

    /** How long a machine may take to get a thread going. */
    private static final long UP_LIMIT_IN_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** How far a run is; the order is that of its life, of which parts may be left out. */
    enum Stage {
        STARTING,
        IN_MAIN,
        ENDING,
        LEFT_BEHIND,
        OVER
    }

    private final Hosted hosted;
    private final long number;
    private final long beganAtInNanos = System.nanoTime();
    private final Thread mainThread;
    private final CountDownLatch up = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    // guarded by this
    private Stage stage = Stage.STARTING;
    private Instant since = Instant.now();
    private boolean asked;
    private int threads = 1;
    private @Nullable Thread disableThread;

    /** @param number 1 for the service's first run */
    Run(Hosted hosted, long number) {
        this.hosted = hosted;
        this.number = number;
        this.mainThread = thread(this::runMain, "");
    }

    /** A thread that takes nothing over from whoever happens to start it, and does not keep the process alive. */
    private Thread thread(Runnable work, String suffix) {
        Thread thread = new Thread(null, work, "patchbay-service-" + hosted.name() + suffix, 0, false);
        thread.setContextClassLoader(hosted.origin().loader());
        thread.setDaemon(true);
        return thread;
    }

    /** Returns when the thread is up; false when the machine has none left, which is logged, and the run is over. */
    boolean start() {
        return start(mainThread) && Patience.await(up, System.nanoTime() + UP_LIMIT_IN_NANOS);
    }

    private boolean start(Thread thread) {
        try {
            thread.start();
            return true;
        } catch (OutOfMemoryError e) { // how the JVM says that there is no thread to be had
            LOG.error("Service '{}': there is no thread for it; raise the limit of the process", hosted.name(), e);
            hosted.failed(Sentence.of(e));
            threadEnds();
            return false;
        }
    }

    private void runMain() {
        boolean entered = enterMain();
        up.countDown();
        if (!entered) {
            hosted.runWasLeftOut();
            threadEnds();
            return;
        }
        String failure = "";
        try {
            announce(Announcer.ENABLED, "");
            LOG.debug("Service '{}' runs, for the {}. time", hosted.name(), number);
            hosted.service().main();
        } catch (Throwable e) { // whatever main throws is this service's failure and nobody else's
            failure = report(e);
        } finally {
            threadEnds();
        }
        Thread.interrupted(); // was meant for main
        announce(failure.isEmpty() || wasAsked() ? Announcer.ENDED : Announcer.FAILED, failure);
    }

    private synchronized boolean enterMain() {
        if (stage != Stage.STARTING) {
            return false; // asked to end before it began, and a main that begins now would not know
        }
        enter(Stage.IN_MAIN);
        return true;
    }

    /** Logs and keeps what main threw; empty when that is no failure. */
    private String report(Throwable thrown) {
        if (thrown instanceof InterruptedException && wasAsked()) {
            LOG.debug("Service '{}' ended by its interruption", hosted.name());
            return "";
        }
        String sentence = Sentence.of(thrown);
        boolean isNew = hosted.failed(sentence);
        if (wasAsked()) {
            LOG.warn("Service '{}' failed while it was ending", hosted.name(), Trace.of(thrown));
        } else if (isNew) {
            LOG.error(
                    "Service '{}' failed in run {} and is only available now", hosted.name(), number, Trace.of(thrown));
        } else {
            LOG.error("Service '{}' failed in run {} as it did before: {}", hosted.name(), number, sentence);
        }
        return sentence;
    }

    private void announce(String event, String error) {
        try {
            hosted.announcer().announce(event, hosted.name(), number, error);
        } catch (RuntimeException e) {
            LOG.warn("The event {} of service '{}' could not be published", event, hosted.name(), e);
        }
    }

    /** Makes main end by calling disable, on a thread of its own. @return false when that was asked before */
    boolean ask() {
        Thread asking = null;
        synchronized (this) {
            if (stage.compareTo(Stage.ENDING) >= 0) {
                return false;
            }
            if (stage == Stage.IN_MAIN) {
                threads++;
                asking = thread(() -> callDisable(hosted.service()), "-disable");
                disableThread = asking;
            }
            asked = true;
            stage = Stage.ENDING; // since when it is enabled does not change
        }
        if (asking != null && !start(asking)) {
            interrupt();
        }
        return true;
    }

    private void callDisable(HostedService service) {
        try {
            service.disable();
        } catch (Throwable e) { // a service that cannot be asked is interrupted
            LOG.error("Service '{}' failed in disable; its main is interrupted", hosted.name(), Trace.of(e));
            interrupt();
        } finally {
            threadEnds();
        }
    }

    private void threadEnds() {
        synchronized (this) {
            threads--;
            if (threads > 0) {
                return;
            }
        }
        hosted.released();
        if (end() == Stage.LEFT_BEHIND) {
            LOG.info("Service '{}', which was left behind, has ended at last", hosted.name());
        }
        over.countDown();
    }

    private synchronized Stage end() {
        Stage former = stage;
        enter(Stage.OVER);
        return former;
    }

    /** Waits until it is over, but not for the thread that asks. @return whether it is */
    boolean awaitEnd(long untilInNanos) {
        if (isOwnThread()) {
            return false;
        }
        boolean ended = Patience.await(over, untilInNanos);
        if (ended) {
            Patience.join(mainThread, JOIN_LIMIT_IN_MS);
        }
        return ended;
    }

    /** Whether the caller is in this run's main or disable. */
    synchronized boolean isOwnThread() {
        Thread current = Thread.currentThread();
        return current.equals(mainThread) || current.equals(disableThread);
    }

    /** Interrupts main, and disable as well if that still runs. */
    void interrupt() {
        mainThread.interrupt();
        Thread asking = disableThread();
        if (asking != null) {
            asking.interrupt();
        }
    }

    private synchronized @Nullable Thread disableThread() {
        return disableThread;
    }

    /** Gives up waiting for it; it still counts as running, so that main never runs twice. @return false when it is over */
    boolean leaveBehind() {
        synchronized (this) {
            if (stage != Stage.ENDING) {
                return false;
            }
            enter(Stage.LEFT_BEHIND);
        }
        hosted.failed("ignored disable and interruption; its thread " + mainThread.getName() + " is left behind");
        LOG.error(
                "Service '{}' ignores disable and interruption; its thread {} is left behind and goes on until the"
                        + " process ends",
                hosted.name(),
                mainThread.getName());
        return true;
    }

    private void enter(Stage next) {
        stage = next;
        since = Instant.now();
    }

    synchronized Stage stage() {
        return stage;
    }

    private synchronized boolean wasAsked() {
        return asked;
    }

    /** Since when it is enabled, left behind or over. */
    synchronized Instant since() {
        return since;
    }

    long ageInMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganAtInNanos);
    }
}
