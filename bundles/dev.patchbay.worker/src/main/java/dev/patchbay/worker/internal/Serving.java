package dev.patchbay.worker.internal;

import dev.patchbay.worker.WorkerAnswer;

/** What is done for the client whose turn it is, one call at a time. Guarded by its worker. */
final class Serving {

    private final TurnQueue turns;
    private final Effects effects;
    private final Answered onAnswered;

    /** Told when the module has done something. */
    @FunctionalInterface
    interface Answered {

        void answered(Turn turn, Turn.Call call, WorkerAnswer answer);
    }

    /** @param onAnswered under no lock; has to call {@link #finish} */
    Serving(TurnQueue turns, Effects effects, Answered onAnswered) {
        this.turns = turns;
        this.effects = effects;
        this.onAnswered = onAnswered;
    }

    /**
     * A client wants something done. One whose place was taken away hears why.
     *
     * @throws IllegalStateException when it is not its turn, or something is being done for it already
     */
    void take(Turn turn, Turn.Call call) {
        String eviction = turn.eviction;
        if (eviction != null && turn.stage == Turn.Stage.OVER) {
            call.answer.complete(Texts.failure(eviction)); // nobody waits for it yet
            return;
        }
        if (turn.stage != Turn.Stage.SERVED || turn.call != null || turn.isLeaving) {
            throw new IllegalStateException("Expected one call at a time, between onTurn and end, got one when the"
                    + " turn is " + turn.stage + (turn.call == null ? "" : " and a call is under way"));
        }
        turn.call = call;
    }

    /** Has done what the client whose turn it is wants, if it wants something. @param hasInstance of the module */
    void serve(Host host, boolean hasInstance) {
        Turn turn = turns.current();
        Turn.Call call = turn == null ? null : turn.call;
        if (turn == null || call == null || call.isUnderWay) {
            return;
        }
        call.isUnderWay = true;
        if (hasInstance) {
            effects.add(() -> host.perform(call.order)
                    .whenComplete((answer, failure) -> onAnswered.answered(turn, call, answer)));
        } else {
            effects.add(() -> onAnswered.answered(turn, call, Texts.failure(Texts.NO_INSTANCE)));
        }
    }

    /** It is done; who wanted to leave or is to go does so now. */
    void finish(Turn turn, Turn.Call call, WorkerAnswer answer) {
        turn.call = null;
        effects.add(() -> call.answer.complete(answer));
        if (turn.isLeaving) {
            turns.remove(turn);
        } else if (turn.eviction != null) {
            turns.evict(turn);
        }
    }

    /** A client leaves, now or when what is being done for it is done. @return whether its place is free now */
    boolean leave(Turn turn) {
        Turn.Call call = turn.call;
        if (turn.stage == Turn.Stage.OVER) {
            return false;
        }
        if (call != null && call.isUnderWay) {
            turn.isLeaving = true;
            return false;
        }
        if (call != null) {
            effects.add(() -> call.answer.complete(Texts.failure("The client has left")));
        }
        turns.remove(turn);
        return true;
    }
}
