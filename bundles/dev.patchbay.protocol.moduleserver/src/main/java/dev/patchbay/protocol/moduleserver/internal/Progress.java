package dev.patchbay.protocol.moduleserver.internal;

import dev.patchbay.worker.WorkerTurn;
import org.jspecify.annotations.Nullable;

/**
 * How far a client has come. Everything that happens to it is told here first, and what comes back says what is to be done:
 * so whoever is first decides, and nothing is answered twice. Thread-safe; calls nobody.
 *
 * <p>Times are those of one clock, in nanoseconds.
 */
final class Progress {

    /** What a client can be about. */
    enum Stage {
        /** It has until the given time for its hello. */
        HELLO,
        /** Its hello is being answered. */
        GREETING,
        /** It is acknowledged, and others have the worker; it may have sent its request. */
        QUEUED,
        /** It has the worker, and until the given time for its request. */
        TURN,
        /** Its request is being carried out. */
        CALL,
        /** It has until the given time for taking the answer; then it is its turn again. */
        ANSWER,
        /** It has until the given time for taking the last answer. */
        LAST_ANSWER,
        /** It is gone, or about to go. */
        OVER
    }

    // Guarded by this.
    private Stage stage = Stage.HELLO;
    private long dueInNs;
    private boolean hasTurn;
    private @Nullable WorkerTurn place;
    private @Nullable String early;
    private @Nullable String problem;

    Progress(long dueInNs) {
        this.dueInNs = dueInNs;
    }

    /**
     * A line came.
     *
     * @return what it is: {@code GREETING} for a hello, {@code CALL} for a request, which the caller now sees to; null for
     *     one that is of no use, or not yet
     */
    synchronized @Nullable Stage lineCame(String line) {
        if (stage == Stage.HELLO) {
            return to(Stage.GREETING);
        }
        if (stage == Stage.TURN) {
            return to(Stage.CALL);
        }
        if (stage == Stage.QUEUED) {
            early = line;
        }
        return null;
    }

    /** It has a place in a queue. @return false when it has gone meanwhile; then the place is the caller's to end */
    synchronized boolean hasPlace(WorkerTurn given) {
        boolean isThere = stage == Stage.GREETING;
        if (isThere) {
            place = given;
        }
        return isThere;
    }

    /** Its place; null for none. */
    synchronized @Nullable WorkerTurn place() {
        return place;
    }

    /** It was acknowledged. @param requestDueInNs holds when it is its turn already */
    synchronized void acknowledged(long requestDueInNs) {
        if (stage == Stage.GREETING) {
            stage = Stage.QUEUED;
            if (hasTurn) {
                to(Stage.TURN, requestDueInNs);
            }
        }
    }

    /** It is its turn. @return its request, which the caller now sees to; null when it is still to come */
    synchronized @Nullable String turnCame(long requestDueInNs) {
        hasTurn = true;
        if (stage != Stage.QUEUED) {
            return null;
        }
        String request = early;
        early = null;
        if (request == null) {
            to(Stage.TURN, requestDueInNs);
        } else {
            to(Stage.CALL);
        }
        return request;
    }

    /** Its module is gone. @return whether to tell it now; otherwise {@link #problem} is to be looked at in time */
    synchronized boolean unloaded(String why) {
        problem = why;
        return stage == Stage.QUEUED || stage == Stage.TURN;
    }

    /** Why its module is gone; null while it is not. */
    synchronized @Nullable String problem() {
        return problem;
    }

    /** Its request has an answer, behind which it goes on. @return whether to send it */
    synchronized boolean answers(long takenDueInNs) {
        boolean isAsked = stage == Stage.CALL;
        if (isAsked) {
            to(Stage.ANSWER, takenDueInNs);
        }
        return isAsked;
    }

    /** It has taken the answer and goes on. */
    synchronized void goesOn(long requestDueInNs) {
        if (stage == Stage.ANSWER) {
            to(Stage.TURN, requestDueInNs);
        }
    }

    /** There is a last answer for it. @return whether to send it */
    synchronized boolean answersLast(long takenDueInNs) {
        boolean isOpen = stage.compareTo(Stage.LAST_ANSWER) < 0;
        if (isOpen) {
            to(Stage.LAST_ANSWER, takenDueInNs);
        }
        return isOpen;
    }

    /** Ends it if it has let its time pass. @return what it was about then; null when it may go on */
    synchronized @Nullable Stage overdue(long nowInNs) {
        boolean isTimed = stage == Stage.HELLO || stage == Stage.TURN || isTaking();
        if (!isTimed || nowInNs - dueInNs < 0) {
            return null;
        }
        Stage late = stage;
        to(Stage.OVER);
        return late;
    }

    private boolean isTaking() {
        return stage == Stage.ANSWER || stage == Stage.LAST_ANSWER;
    }

    /** It is gone. */
    synchronized void over() {
        to(Stage.OVER);
    }

    private void to(Stage next, long due) {
        dueInNs = due;
        to(next);
    }

    private Stage to(Stage next) {
        stage = next;
        if (next == Stage.OVER) {
            early = null;
        }
        return next;
    }
}
