package dev.patchbay.worker.internal;

import dev.patchbay.worker.WorkerAnswer;
import dev.patchbay.worker.WorkerException;
import dev.patchbay.worker.WorkerStatus;
import dev.patchbay.worker.WorkerTurnListener;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One configured module: where it lives ({@link Residence}), who wants it ({@link TurnQueue}), and what is done for them
 * ({@link Serving}). Outlives its hosts; clients that wait stay when one host follows the other.
 *
 * <p>Everything is guarded by this and short; what a change entails for others is an effect.
 */
final class Worker {

    private final String name;
    private final Equipment equipment;
    private final Consumer<Worker> onVacant;
    private final Effects effects = new Effects();
    private final TurnQueue turns = new TurnQueue(effects);
    private final Serving serving = new Serving(turns, effects, this::answered);
    private final Residence residence;
    private final CodeObserver observer;

    /** The host whose code has changed and was not read again yet; may be one of before. */
    private @Nullable Host changed;

    /** @param onVacant told when it has left, under no lock; it may have been wanted again meanwhile */
    Worker(ModuleSpec spec, Equipment equipment, Consumer<Worker> onVacant) {
        this.name = spec.name();
        this.equipment = equipment;
        this.onVacant = onVacant;
        residence = new Residence(this, spec, equipment, effects, turns);
        observer = new CodeObserver(equipment, this::codeChanged);
    }

    // How it is

    String name() {
        return name;
    }

    synchronized boolean isWanted() {
        return residence.isWanted();
    }

    /** Whether nothing is left of it and nothing wanted. */
    synchronized boolean isVacant() {
        return residence.isVacant();
    }

    synchronized boolean isServing(ModuleSpec other) {
        return residence.isServing(other);
    }

    synchronized List<Function> functions() {
        return residence.functions();
    }

    synchronized WorkerStatus status() {
        return residence.status();
    }

    // What is wanted of it

    /**
     * Serves that, in a new host; clients keep their places, but for the one who has it between two calls. Returns at
     * once.
     *
     * @return done when it has been imported or has failed to
     */
    CompletableFuture<Void> load(ModuleSpec spec) {
        CompletableFuture<Void> outcome;
        synchronized (this) {
            outcome = residence.load(spec);
        }
        tellSoon();
        return outcome;
    }

    /** Has it leave; clients lose their places. Returns at once. @return done when it has left */
    CompletableFuture<Void> leave() {
        CompletableFuture<Void> outcome;
        synchronized (this) {
            outcome = residence.leave();
        }
        tellSoon();
        return outcome;
    }

    /** On another thread: whoever configures holds a lock. */
    private void tellSoon() {
        equipment.threads().execute(effects::run);
    }

    // Its clients

    /** Gives a client a place; told when it is its turn, maybe before this returns. */
    Turn queue(String client, WorkerTurnListener listener) throws WorkerException {
        Turn turn = new Turn(this, client, listener);
        synchronized (this) {
            if (!residence.isAlive()) {
                throw new WorkerException(Texts.notAlive(name));
            }
            boolean hasToWait = residence.openHost() == null || !turns.isEmpty();
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
            serving.take(turn, call);
            serve();
        }
        effects.run();
        return call.answer;
    }

    void end(Turn turn) {
        boolean hasLeft;
        synchronized (this) {
            hasLeft = serving.leave(turn);
            if (hasLeft) {
                advance();
            }
        }
        if (hasLeft) {
            equipment.log().debug("A client of module %s has left", name);
            effects.run();
        }
    }

    private void answered(Turn turn, Turn.Call call, WorkerAnswer answer) {
        change(() -> {
            serving.finish(turn, call, answer);
            advance();
        });
    }

    private void serve() {
        Host now = residence.openHost();
        if (now != null) {
            serving.serve(now, residence.hasInstance());
        }
    }

    /** Goes on to what is next, if it can: a client, or its changed code when there is none. Under the lock. */
    void advance() {
        Host now = residence.openHost();
        if (now == null) {
            return;
        }
        turns.admit();
        serving.serve(now, residence.hasInstance());
        if (changed == now && turns.isEmpty()) {
            changed = null;
            residence.reload(now);
        }
    }

    // Its code

    /** Looks whether its code has changed, on another thread; read again as soon as no client is there. */
    void lookAtCode() {
        Host now;
        synchronized (this) {
            now = residence.openHost();
            if (now == null || now == changed) {
                return;
            }
        }
        observer.look(now);
    }

    private void codeChanged(Host of) {
        change(() -> {
            if (residence.isHost(of)) {
                changed = of;
                advance();
            }
        });
    }

    // What others change

    /** Under the lock; then tells whom it concerns. */
    void change(Runnable work) {
        synchronized (this) {
            work.run();
        }
        effects.run();
    }

    /** A host tells something, which counts unless it is one of before. */
    void told(Host by, Consumer<Residence> what) {
        change(() -> {
            if (residence.isHost(by)) {
                what.accept(residence);
            }
        });
    }

    /** Nothing is left of it. Under no lock. */
    void vacated() {
        onVacant.accept(this);
    }
}
