package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.RunningCall;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes a request from its name to its answer, on a thread of its own, or when it is brief on the one that brought it. */
final class Runner {

    static final String NO_THREAD = "Every thread for calls is busy; try again later";

    private static final String STOPPING = "The node stops";

    private final Executor threads;
    private final ScheduledExecutorService timer;
    private volatile int maxRunning;
    private final BriefCalls briefCalls;
    private final AtomicInteger running = new AtomicInteger();
    private final Runs all;
    private volatile boolean stopped;

    /** @param all those it takes, until they are over */
    Runner(Executor threads, ScheduledExecutorService timer, int maxRunning, Runs all) {
        this.all = all;
        this.threads = threads;
        this.timer = timer;
        this.maxRunning = maxRunning;
        this.briefCalls = new BriefCalls(timer);
    }

    /** For what comes from now on. */
    void limit(int mostRunning) {
        maxRunning = mostRunning;
    }

    /** Answers every run and takes no more. */
    void stop() {
        stopped = true;
        all.stop(STOPPING);
    }

    <T> RunningCall start(Request request, Reply reply, Registry<T> registry, Starter<T> starter) {
        Run run = new Run(request, reply, threads);
        int count = running.incrementAndGet();
        all.add(run);
        if (stopped) { // asked after the run was added: either this sees the stop, or the stop sees the run
            refuse(run, Failure.Kind.INTERRUPTED, STOPPING);
        } else if (count > maxRunning) {
            refuse(run, Failure.Kind.OVERLOADED, "The node runs " + maxRunning + " calls already; try again later");
        } else {
            seek(run, registry, starter);
        }
        return run;
    }

    private <T> void seek(Run run, Registry<T> registry, Starter<T> starter) {
        Seeking<T> seeking = new Seeking<>(run, registry, starter);
        long limitInMs = run.request().timeLimitInMs();
        if (limitInMs > 0) {
            run.setAlarm(alarm(run, limitInMs, seeking));
        }
        seeking.begin();
    }

    private void refuse(Run run, Failure.Kind kind, String message) {
        run.fail(kind, message);
        forget(run);
    }

    private void forget(Run run) {
        all.remove(run);
        running.decrementAndGet();
    }

    private Future<?> alarm(Run run, long limitInMs, Seeking<?> seeking) {
        return timer.schedule(
                () -> {
                    seeking.giveUp();
                    run.stop(Failure.Kind.TIMED_OUT, "'" + run.name() + "' did not answer within " + limitInMs + " ms");
                },
                limitInMs,
                TimeUnit.MILLISECONDS);
    }

    /** A run that looks for its target, and then runs on it. */
    private final class Seeking<T> implements Registry.Seeker<T> {

        private final Run run;
        private final Registry<T> registry;
        private final Starter<T> starter;

        /** Who brought the call, as long as he waits to get rid of it. */
        private @Nullable Thread caller = Thread.currentThread();

        Seeking(Run run, Registry<T> registry, Starter<T> starter) {
            this.run = run;
            this.registry = registry;
            this.starter = starter;
        }

        void begin() {
            registry.find(starter.registered(), this);
            caller = null; // which others need not see: they are not him
        }

        void giveUp() {
            if (registry.giveUp(starter.registered(), this)) {
                forget(run);
            }
        }

        @Override
        public void missing() {
            refuse(run, Failure.Kind.UNKNOWN_NAME, starter.missing());
        }

        @Override
        public void tooManyWaiting() {
            refuse(
                    run,
                    Failure.Kind.OVERLOADED,
                    "Too many calls wait for the successor of '" + starter.registered() + "'; try again later");
        }

        @Override
        public void found(Candidate<T> candidate) {
            Briefness brief = isAbleToRunHere() ? starter.briefness(candidate.target()) : null;
            if (brief == null) {
                handOver(candidate);
            } else {
                briefCalls.run(brief, () -> runOn(candidate, run::beginUninterrupted));
            }
        }

        /** An interrupt of the caller is not meant for the call. */
        private boolean isAbleToRunHere() {
            Thread current = Thread.currentThread();
            return caller == current && Occupation.isFree() && !current.isInterrupted();
        }

        private void handOver(Candidate<T> candidate) {
            try {
                threads.execute(() -> runOn(candidate, run::begin));
            } catch (RejectedExecutionException e) {
                candidate.release();
                refuse(run, Failure.Kind.OVERLOADED, NO_THREAD);
            }
        }

        private void runOn(Candidate<T> candidate, Predicate<Runnable> begin) {
            run.found(starter.runs(candidate.target()));
            Runnable letGo = () -> {
                candidate.release();
                forget(run);
            };
            if (!begin.test(letGo)) {
                letGo.run();
                return;
            }
            try {
                limit(candidate.target());
                answer(candidate.target());
            } finally {
                run.end();
            }
        }

        private void limit(T target) {
            long own = starter.timeLimitInMs(target);
            long callers = run.request().timeLimitInMs();
            if (own > 0 && (callers == 0 || own < callers)) {
                run.setAlarm(alarm(run, own, this));
            }
        }

        private void answer(T target) {
            try {
                starter.binding(target).invoke(run);
            } catch (Throwable e) { // whatever a plugin throws, its caller gets an answer
                run.fail(Failures.of(run.request(), e));
            }
        }
    }
}
