package dev.patchbay.process.internal;

import dev.patchbay.process.ProcessListener;
import dev.patchbay.process.ProcessPlan;
import dev.patchbay.process.SupervisedProcess;
import dev.patchbay.process.internal.RestartCount.Next;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A process from its first start until its last end; {@link #run} is that life, on a thread of its own. */
final class Life implements SupervisedProcess, Runnable {

    private final ProcessPlan plan;
    private final Equipment equipment;
    private final Consumer<Life> onFinished;
    private final Status status = new Status();
    private final Telling telling;
    private final ProcessLog log;
    private final Output output;
    private final RestartCount restarts;
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile @Nullable Run current;

    /** Why the current run was ended, if it was not asked to stop. */
    private volatile @Nullable String complaint;

    Life(ProcessPlan plan, ProcessListener listener, Equipment equipment, Consumer<Life> onFinished) {
        this.plan = plan;
        this.equipment = equipment;
        this.onFinished = onFinished;
        telling = new Telling(plan.name(), listener);
        log = equipment.logs().open(plan.name());
        output = new Output(plan, log, equipment.announcer(), telling, this::ready);
        restarts = new RestartCount(plan.restart(), new SplittableRandom());
    }

    @Override
    public void run() {
        State last = State.ENDED;
        try {
            last = live();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            force();
            finish(last);
        }
    }

    private State live() throws InterruptedException {
        while (!isStopAsked()) {
            status.startingAgain();
            Next next = once();
            if (next == Next.GIVEN_UP) {
                return giveUp();
            }
            if (next == Next.FINISHED) {
                return State.ENDED;
            }
            status.pausing();
            stopAsked.await(restarts.pauseInMs(), TimeUnit.MILLISECONDS);
        }
        return State.ENDED;
    }

    /** It will never run, since there is no thread to watch it. */
    void giveUp(CannotStartException reason) {
        status.ended(String.valueOf(reason.getMessage()));
        finish(giveUp());
    }

    /** Starts it, and waits for its end. */
    private Next once() throws InterruptedException {
        try {
            Run run = Run.start(plan, equipment, output);
            begin(run);
            Future<?> limit = limitStart(run);
            int exitStatus = run.await();
            limit.cancel(false);
            return ended(run, exitStatus);
        } catch (CannotStartException e) {
            status.ended(String.valueOf(e.getMessage()));
            return isStopAsked() ? Next.FINISHED : restarts.ended(OptionalInt.empty(), 0);
        }
    }

    private void begin(Run run) {
        complaint = null;
        current = run;
        status.started(run.pid());
        equipment.announcer().announce(Announcer.STARTED, Map.of("name", name(), "pid", run.pid()));
        telling.tell(listener -> listener.onStarted(run.pid()));
        if ("".equals(plan.readyLine())) {
            ready();
        }
        run.read();
        if (isStopAsked()) {
            run.end();
        }
    }

    private Future<?> limitStart(Run run) {
        return plan.readyInMs() == 0
                ? CompletableFuture.completedFuture(null)
                : equipment.clock().schedule(() -> endIfNotReady(run), plan.readyInMs(), TimeUnit.MILLISECONDS);
    }

    private void endIfNotReady(Run run) {
        if (current == run && status.state() == State.STARTING) {
            complaint = "was not ready within " + plan.readyInMs() + " ms and was ended";
            run.end();
        }
    }

    private Next ended(Run run, int exitStatus) {
        current = null;
        String problem = problem(run, exitStatus);
        status.ended(problem);
        Next next = isStopAsked() ? Next.FINISHED : restarts.ended(OptionalInt.of(exitStatus), run.ageInMs());
        boolean willRestart = next == Next.AGAIN;
        equipment
                .announcer()
                .announce(
                        Announcer.ENDED,
                        Map.of("name", name(), "status", exitStatus, "willRestart", willRestart, "problem", problem));
        telling.tell(listener -> listener.onEnded(exitStatus, willRestart));
        return next;
    }

    private String problem(Run run, int exitStatus) {
        String lastWords = output.takeLastWords();
        String why = complaint;
        if (why != null) {
            return why;
        }
        return isStopAsked() ? "was stopped" : Sentences.ended(exitStatus, run.ageInMs(), lastWords);
    }

    private State giveUp() {
        String problem = Sentences.givenUp(restarts.endsInARow(), String.valueOf(status.problem()));
        status.ended(problem);
        equipment.announcer().announce(Announcer.GIVEN_UP, Map.of("name", name(), "problem", problem));
        telling.tell(listener -> listener.onGivenUp(problem));
        return State.GIVEN_UP;
    }

    private void finish(State last) {
        log.close();
        status.finished(last);
        onFinished.accept(this);
        telling.tell(ProcessListener::onFinished);
        finished.countDown();
    }

    private boolean isStopAsked() {
        return stopAsked.getCount() == 0;
    }

    boolean isFinished() {
        return status.isFinished();
    }

    /** Kills it and what it started, if it runs. */
    void force() {
        Run run = current;
        if (run != null) {
            run.force();
        }
    }

    @Override
    public String name() {
        return plan.name();
    }

    @Override
    public State state() {
        return status.state();
    }

    @Override
    public OptionalLong pid() {
        return status.pid();
    }

    @Override
    public int starts() {
        return status.starts();
    }

    @Override
    public Instant since() {
        return status.since();
    }

    @Override
    public @Nullable String problem() {
        return status.problem();
    }

    @Override
    public boolean send(String line) {
        Run run = current;
        return run != null && run.input().send(line);
    }

    @Override
    public void ready() {
        telling.tellIf(status::ready, listener -> {
            equipment.announcer().announce(Announcer.READY, Map.of("name", name()));
            listener.onReady();
        });
    }

    @Override
    public void stop() {
        status.stopping();
        stopAsked.countDown();
        Run run = current;
        if (run != null) {
            run.end();
        }
    }

    @Override
    public boolean awaitEnd(long timeoutInMs) throws InterruptedException {
        return finished.await(timeoutInMs, TimeUnit.MILLISECONDS);
    }
}
