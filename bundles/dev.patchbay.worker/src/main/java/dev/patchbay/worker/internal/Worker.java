package dev.patchbay.worker.internal;

import dev.patchbay.worker.WorkerAnswer;
import dev.patchbay.worker.WorkerException;
import dev.patchbay.worker.WorkerStatus;
import dev.patchbay.worker.WorkerStatus.State;
import dev.patchbay.worker.WorkerTurnListener;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One configured module: what is wanted of it, what it is, and who wants it. Outlives its hosts; clients that wait stay
 * when one host follows the other.
 *
 * <p>Everything is guarded by this and short; what a change entails for others is an effect.
 */
final class Worker {

    private final String name;
    private final Equipment equipment;
    private final Consumer<Worker> onVacant;
    private final Effects effects = new Effects();
    private final TurnQueue turns = new TurnQueue(effects);
    private final Backoff backoff = new Backoff();

    /** What is to be served; null when it is to leave. */
    private @Nullable ModuleSpec wanted;

    /** What is or was served last. */
    private ModuleSpec spec;

    private @Nullable Host host;
    private State state = State.LOADING;
    private Instant since = Instant.now();
    private OptionalLong pid = OptionalLong.empty();
    private @Nullable String problem;
    private List<Function> functions = List.of();
    private long begunInNanos;

    /** Whether what is configured could be imported since it is. */
    private boolean hasImported;

    /** Whether its code has changed and was not read again yet. */
    private boolean hasChanged;

    /** Whether somebody is looking whether it has. */
    private boolean isLookedAt;

    /** The restart that is to come. */
    private @Nullable Future<?> pause;

    /** Done when what is wanted has been imported or has failed to. */
    private CompletableFuture<Void> loaded = new CompletableFuture<>();

    /** Done when it has left, or does not leave after all. */
    private CompletableFuture<Void> left = new CompletableFuture<>();

    /** @param onVacant told when it has left, under no lock; it may have been wanted again meanwhile */
    Worker(ModuleSpec spec, Equipment equipment, Consumer<Worker> onVacant) {
        this.name = spec.name();
        this.spec = spec;
        this.equipment = equipment;
        this.onVacant = onVacant;
    }

    String name() {
        return name;
    }

    synchronized boolean isWanted() {
        return wanted != null;
    }

    /** Whether nothing is left of it and nothing wanted. */
    synchronized boolean isVacant() {
        return wanted == null && host == null;
    }

    synchronized boolean isServing(ModuleSpec other) {
        return other.equals(wanted);
    }

    synchronized List<Function> functions() {
        return functions;
    }

    synchronized WorkerStatus status() {
        return new WorkerStatus(name, spec.module(), state, pid, since, turns.waiting(), problem);
    }

    // What is wanted of it

    /**
     * Serves that, in a new host; clients keep their places, but for the one who has it between two calls. Returns at
     * once.
     *
     * @return done when it has been imported or has failed to
     */
    CompletableFuture<Void> load(ModuleSpec newSpec) {
        CompletableFuture<Void> outcome;
        synchronized (this) {
            wanted = newSpec;
            backoff.reset();
            outcome = loaded;
            if (host == null) {
                begin(newSpec);
            } else {
                stopHost();
            }
        }
        tellSoon();
        return outcome;
    }

    /** Has it leave; clients lose their places. Returns at once. @return done when it has left */
    CompletableFuture<Void> leave() {
        CompletableFuture<Void> outcome;
        synchronized (this) {
            outcome = left;
            wanted = null;
            turns.evictAll(Texts.unloaded(name));
            if (host == null) {
                vacate();
            } else {
                stopHost();
            }
        }
        tellSoon();
        return outcome;
    }

    /** On another thread: whoever configures holds a lock. */
    private void tellSoon() {
        equipment.threads().execute(effects::run);
    }

    private void begin(ModuleSpec next) {
        cancelPause();
        CompletableFuture<Void> stays = left;
        left = new CompletableFuture<>();
        effects.add(() -> stays.complete(null));
        if (!next.equals(spec)) {
            problem = null;
        }
        hasImported &= next.equals(spec);
        spec = next;
        hasChanged = false;
        become(State.LOADING);
        begunInNanos = System.nanoTime();
        HostEar ear = new HostEar();
        Host begun = equipment.hosts().make(next, ear, equipment);
        ear.host = begun;
        host = begun;
        effects.add(() -> equipment.threads().execute(begun::start));
    }

    private void stopHost() {
        Host now = host;
        if (now != null && state != State.STOPPING) {
            become(State.STOPPING);
            turns.evictCurrent(Texts.unloaded(name));
            effects.add(now::stop);
        }
    }

    private void vacate() {
        cancelPause();
        become(State.STOPPING);
        completeLoaded();
        CompletableFuture<Void> outcome = left;
        OptionalLong none = OptionalLong.empty();
        effects.add(() -> {
            equipment.log().info("Module %s is unloaded", name);
            equipment.announcer().announce(Announcer.UNLOADED, name, none, null);
            onVacant.accept(this);
            outcome.complete(null);
        });
    }

    private void cancelPause() {
        Future<?> coming = pause;
        pause = null;
        if (coming != null) {
            coming.cancel(false);
        }
    }

    private void become(State next) {
        if (state != next) {
            state = next;
            since = Instant.now();
        }
    }

    private boolean isOpen() {
        return state == State.READY || state == State.BROKEN;
    }

    // Its clients

    /** Gives a client a place; told when it is its turn, maybe before this returns. */
    Turn queue(String client, WorkerTurnListener listener) throws WorkerException {
        Turn turn = new Turn(this, client, listener);
        synchronized (this) {
            if (wanted == null || state == State.DEAD) {
                throw new WorkerException(Texts.notAlive(name));
            }
            boolean hasToWait = !isOpen() || !turns.isEmpty();
            if (hasToWait && turns.waiting() >= equipment.settings().get().maxWaiting()) {
                throw new WorkerException(Texts.queueFull(name));
            }
            turns.add(turn);
            advance();
        }
        equipment.log().debug("Client %s has come to module %s", client, name);
        effects.run();
        return turn;
    }

    /** @throws IllegalStateException when it is not its turn, or it is being served already */
    CompletionStage<WorkerAnswer> call(Turn turn, Order order) {
        Turn.Call call = new Turn.Call(order);
        synchronized (this) {
            String eviction = turn.eviction;
            if (eviction != null && turn.stage == Turn.Stage.OVER) {
                return CompletableFuture.completedFuture(Texts.failure(eviction));
            }
            if (turn.stage != Turn.Stage.SERVED || turn.call != null || turn.isLeaving) {
                throw new IllegalStateException("Expected one call at a time, between onTurn and end, got one when the"
                        + " turn is " + turn.stage + (turn.call == null ? "" : " and a call is under way"));
            }
            turn.call = call;
            serve();
        }
        effects.run();
        return call.answer;
    }

    void end(Turn turn) {
        synchronized (this) {
            Turn.Call call = turn.call;
            if (turn.stage == Turn.Stage.OVER) {
                return;
            }
            if (call != null && call.isUnderWay) {
                turn.isLeaving = true;
                return;
            }
            if (call != null) {
                effects.add(() -> call.answer.complete(Texts.failure("The client has left")));
            }
            turns.remove(turn);
            advance();
        }
        equipment.log().debug("A client of module %s has left", name);
        effects.run();
    }

    /** Goes on to what is next, if it can: a client, or its changed code when there is none. */
    private void advance() {
        if (isOpen()) {
            turns.admit();
            serve();
            if (hasChanged && turns.isEmpty()) {
                reload();
            }
        }
    }

    /** Has done what the client whose turn it is wants, if it can be. */
    private void serve() {
        Turn turn = turns.current();
        Turn.Call call = turn == null ? null : turn.call;
        Host now = host;
        if (turn == null || call == null || call.isUnderWay || !isOpen() || now == null) {
            return;
        }
        call.isUnderWay = true;
        if (state == State.READY) {
            effects.add(() -> now.perform(call.order).whenComplete((answer, failure) -> answered(turn, call, answer)));
        } else {
            effects.add(() -> answered(turn, call, Texts.failure(Texts.NO_INSTANCE)));
        }
    }

    private void answered(Turn turn, Turn.Call call, WorkerAnswer answer) {
        synchronized (this) {
            turn.call = null;
            effects.add(() -> call.answer.complete(answer));
            if (turn.isLeaving) {
                turns.remove(turn);
            } else if (turn.eviction != null) {
                turns.evict(turn);
            }
            advance();
        }
        effects.run();
    }

    // Its code

    /** Looks whether its code has changed, on another thread; read again as soon as no client is there. */
    void lookAtCode() {
        Host now;
        synchronized (this) {
            now = host;
            if (now == null || !isOpen() || hasChanged || isLookedAt) {
                return;
            }
            isLookedAt = true;
        }
        equipment.threads().execute(() -> look(now));
    }

    private void look(Host at) {
        Look look = at.lookAtCode();
        if (look == Look.SETTLING) {
            equipment.clock().after(Equipment.SETTLE_IN_MS, () -> look(at));
            return;
        }
        synchronized (this) {
            isLookedAt = false;
            if (look == Look.CHANGED && host == at) {
                hasChanged = true;
                advance();
            }
        }
        effects.run();
    }

    private void reload() {
        Host now = host;
        hasChanged = false;
        if (now != null) {
            become(State.LOADING);
            effects.add(() -> equipment.threads().execute(now::reload));
        }
    }

    // Its host

    /** A change under the lock, unless the host is one of before. */
    private void told(@Nullable Host by, Runnable change) {
        synchronized (this) {
            if (by == null || host != by) {
                return;
            }
            change.run();
        }
        effects.run();
    }

    private void imported() {
        if (state == State.LOADING) {
            hasImported = true;
            completeLoaded();
        }
    }

    private void completeLoaded() {
        CompletableFuture<Void> outcome = loaded;
        loaded = new CompletableFuture<>();
        effects.add(() -> outcome.complete(null));
    }

    private void refused(String text) {
        if (state == State.STOPPING) {
            return;
        }
        become(State.DEAD);
        problem = "could not be loaded: " + Texts.lastLine(text);
        completeLoaded();
        turns.evictAll(Texts.notAlive(name));
        announce(Announcer.DIED, () -> equipment.log().error("Module %s could not be loaded:\n%s", name, text));
    }

    private void made(Report report) {
        if (state != State.LOADING) {
            return;
        }
        functions = report.functions();
        problem = report.traceback() == null ? null : "has no instance: " + Texts.lastLine(report.traceback());
        become(report.hasInstance() ? State.READY : State.BROKEN);
        announce(Announcer.LOADED, () -> tellMade(report.traceback()));
        advance();
    }

    private void tellMade(@Nullable String traceback) {
        if (traceback == null) {
            equipment.log().info("Module %s is loaded", name);
        } else {
            equipment.log().error("Module %s is loaded and has no instance:\n%s", name, traceback);
        }
    }

    private void reloaded(Report report) {
        if (state != State.LOADING) {
            return;
        }
        functions = report.functions();
        become(report.hasInstance() ? State.READY : State.BROKEN);
        String traceback = report.traceback();
        if (traceback == null) {
            problem = null;
            announce(Announcer.RELOADED, () -> equipment.log().info("Module %s is reloaded", name));
        } else {
            String instead = report.hasInstance() ? "the old code serves" : "it has no instance";
            problem = "could not load its changed code, " + instead + ": " + Texts.lastLine(traceback);
            announce(
                    Announcer.RELOADED,
                    () -> equipment.log().error("Module %s could not be reloaded, %s:\n%s", name, instead, traceback));
        }
        advance();
    }

    private void announce(String event, Runnable logging) {
        OptionalLong now = pid;
        String why = problem;
        effects.add(() -> {
            logging.run();
            equipment.announcer().announce(event, name, now, why);
        });
    }

    private void away(String why) {
        if (isOpen() || state == State.LOADING) {
            become(State.LOADING);
            problem = why;
        }
    }

    private void gone() {
        if (isOpen() || state == State.LOADING) {
            become(State.RESTARTING);
        }
    }

    private void finished(String why) {
        host = null;
        ModuleSpec next = wanted;
        if (next == null) {
            vacate();
        } else if (state == State.STOPPING) {
            begin(next);
        } else if (state != State.DEAD) {
            died(next, why);
        }
        pid = OptionalLong.empty();
    }

    private void died(ModuleSpec next, String why) {
        become(State.RESTARTING);
        problem = why;
        completeLoaded();
        announce(Announcer.DIED, () -> equipment.log().critical("The worker of module %s died: it %s", name, why));
        long ranInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunInNanos);
        long pauseInMs = backoff.pauseInMs(ranInMs, equipment.settings().get());
        if (pauseInMs == 0) {
            begin(next);
        } else {
            pause = equipment.clock().after(pauseInMs, () -> restart(next));
        }
    }

    private void restart(ModuleSpec next) {
        synchronized (this) {
            if (pause == null || host != null || !next.equals(wanted)) {
                return;
            }
            begin(next);
        }
        effects.run();
    }

    /** Hears one host. */
    private final class HostEar implements HostListener {

        /** Set before it is started. */
        private @Nullable Host host;

        @Override
        public void onStarted(long id) {
            told(host, () -> pid = OptionalLong.of(id));
        }

        @Override
        public void onImported() {
            told(host, Worker.this::imported);
        }

        @Override
        public void onRefused(String why) {
            told(host, () -> refused(why));
        }

        @Override
        public void onNotStarted(String why) {
            told(host, () -> {
                if (!hasImported) {
                    refused(why);
                }
            });
        }

        @Override
        public void onMade(Report report) {
            told(host, () -> made(report));
        }

        @Override
        public void onReloaded(Report report) {
            told(host, () -> reloaded(report));
        }

        @Override
        public void onAway(String why) {
            told(host, () -> away(why));
        }

        @Override
        public void onGone() {
            told(host, Worker.this::gone);
        }

        @Override
        public void onFinished(String why) {
            told(host, () -> finished(why));
        }
    }
}
