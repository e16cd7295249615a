package dev.patchbay.transport.internal;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Why a port is not open, and when it is tried again. Guarded by its owner's lock, except for {@link #fault}. */
public final class Retry {

    private final Later timer;
    private final long everyMs;
    private final Runnable attempt;
    private @Nullable Future<?> next;

    /** Written under the owner's lock, read without it. */
    private volatile @Nullable String fault;

    /** @param attempt tries to open the port, on the timer's thread, without the owner's lock */
    public Retry(Later timer, long everyMs, Runnable attempt) {
        this.timer = timer;
        this.everyMs = everyMs;
        this.attempt = attempt;
    }

    /** It cannot be opened. @return whether that is news, which it is not for the same reason as the last time */
    public boolean failed(String why) {
        boolean isNews = !why.equals(fault);
        fault = why;
        return isNews;
    }

    /** It is open, or nobody wants it any more. @return whether it had failed */
    public boolean recovered() {
        boolean hadFailed = fault != null;
        fault = null;
        return hadFailed;
    }

    /** Has it tried again, once; an earlier call does not count any more. */
    public void later() {
        cancel();
        next = timer.after(everyMs, attempt);
    }

    /** It is not tried again; an attempt that has begun goes on, so it has to look what is wanted. */
    public void cancel() {
        if (next != null) {
            next.cancel(false);
            next = null;
        }
    }

    /** Why it is not open; null when there is nothing to say. */
    public @Nullable String fault() {
        return fault;
    }
}
