package dev.patchbay.worker.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose turn it is, and who waits. Guarded by its worker; whoever is concerned is told by an effect. */
final class TurnQueue {

    private final Effects effects;
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private @Nullable Turn current;

    TurnQueue(Effects effects) {
        this.effects = effects;
    }

    void add(Turn turn) {
        waiting.add(turn);
    }

    int waiting() {
        return waiting.size();
    }

    boolean isEmpty() {
        return current == null && waiting.isEmpty();
    }

    /** Whose turn it is; null for nobody's. */
    @Nullable
    Turn current() {
        return current;
    }

    /** Lets the next one have the worker, if nobody has it. */
    void admit() {
        Turn next = current == null ? waiting.poll() : null;
        if (next != null) {
            current = next;
            next.stage = Turn.Stage.SERVED;
            effects.add(next.listener::onTurn);
        }
    }

    /** Takes one out, wherever it is. */
    void remove(Turn turn) {
        turn.stage = Turn.Stage.OVER;
        waiting.remove(turn);
        if (current == turn) {
            current = null;
        }
    }

    /** Takes the worker from whoever has it, now or when what is being done for it is done. */
    void evictCurrent(String problem) {
        Turn turn = current;
        if (turn == null) {
            return;
        }
        turn.eviction = problem;
        Turn.Call call = turn.call;
        if (call == null) {
            evict(turn);
        } else if (!call.isUnderWay) {
            turn.call = null;
            effects.add(() -> call.answer.complete(Texts.failure(problem)));
            evict(turn);
        }
    }

    /** Takes their places from all. */
    void evictAll(String problem) {
        evictCurrent(problem);
        List<Turn> all = new ArrayList<>(waiting);
        for (Turn turn : all) {
            turn.eviction = problem;
            evict(turn);
        }
    }

    /** Takes a place away and tells its client. */
    void evict(Turn turn) {
        String problem = String.valueOf(turn.eviction);
        remove(turn);
        effects.add(() -> turn.listener.onUnloaded(problem));
    }
}
