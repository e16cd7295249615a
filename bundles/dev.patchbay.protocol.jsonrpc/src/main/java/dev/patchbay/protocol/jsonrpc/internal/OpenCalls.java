package dev.patchbay.protocol.jsonrpc.internal;

import dev.patchbay.dispatch.RunningCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one connection that have not been answered. They hold on to one another, so that keeping them costs no
 * memory besides what a call takes anyway. Thread-safe.
 */
final class OpenCalls {

    /** A call in the list; its fields belong to the list. */
    abstract static class Entry {

        private @Nullable Entry before;
        private @Nullable Entry after;
        private @Nullable RunningCall call;
        private boolean isOpen;
    }

    /** Guarded by this, as all below. */
    private @Nullable Entry newest;

    private int size;
    private boolean isClosed;

    /** @return how many are open now, this one included */
    synchronized int open(Entry entry) {
        entry.isOpen = true;
        entry.after = newest;
        if (newest != null) {
            newest.before = entry;
        }
        newest = entry;
        return ++size;
    }

    /** Says by what an open call can be ended; when the connection has ended meanwhile, that is done at once. */
    void startedAs(Entry entry, RunningCall call) {
        synchronized (this) {
            if (!entry.isOpen) {
                return; // answered already
            }
            entry.call = call;
            if (!isClosed) {
                return;
            }
        }
        call.cancel();
    }

    /** Answered. */
    synchronized void settle(Entry entry) {
        if (!entry.isOpen) {
            return;
        }
        entry.isOpen = false;
        entry.call = null;
        size--;
        unlink(entry);
    }

    private void unlink(Entry entry) {
        if (entry.before == null) {
            newest = entry.after;
        } else {
            entry.before.after = entry.after;
        }
        if (entry.after != null) {
            entry.after.before = entry.before;
        }
        entry.before = null;
        entry.after = null;
    }

    /** Ends all that are open, and all that are still being started. */
    void close() {
        List<RunningCall> running = new ArrayList<>();
        synchronized (this) {
            isClosed = true;
            for (Entry entry = newest; entry != null; entry = entry.after) {
                if (entry.call != null) {
                    running.add(entry.call);
                }
            }
        }
        running.forEach(RunningCall::cancel);
    }
}
