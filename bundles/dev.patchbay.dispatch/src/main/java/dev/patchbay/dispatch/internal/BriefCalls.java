package dev.patchbay.dispatch.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The calls that run on threads of others, and how long they take. Thread-safe. */
final class BriefCalls {

    private final ScheduledExecutorService timer;
    private final Set<BriefCall> underWay = ConcurrentHashMap.newKeySet();

    /** A look at those under way is due: one for all of them, since a time limit for each would cost more than most. */
    private final AtomicBoolean isLookDue = new AtomicBoolean();

    BriefCalls(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** Equal to itself only. */
    private static final class BriefCall {

        private final Briefness method;
        private final Thread thread = Thread.currentThread();
        private final long begunAt = System.nanoTime();

        BriefCall(Briefness method) {
            this.method = method;
        }
    }

    /** Does what is said to be brief, on this thread, which keeps nothing of it. */
    void run(Briefness method, Runnable work) {
        BriefCall call = new BriefCall(method);
        ClassLoader before = call.thread.getContextClassLoader();
        boolean hasBegun = Occupation.begin();
        begin(call);
        try {
            call.thread.setContextClassLoader(BriefCalls.class.getClassLoader()); // as on threads of our own
            work.run();
        } finally {
            call.thread.setContextClassLoader(before);
            underWay.remove(call);
            Occupation.end(hasBegun);
            long now = System.nanoTime();
            method.took(now - call.begunAt, now);
        }
    }

    private void begin(BriefCall call) {
        underWay.add(call);
        lookLater();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // there is nothing to wait for
    private void lookLater() {
        if (!isLookDue.get() && isLookDue.compareAndSet(false, true)) {
            timer.schedule(this::look, Briefness.HANG_IN_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        isLookDue.set(false);
        for (BriefCall call : underWay) {
            long nanos = System.nanoTime() - call.begunAt;
            if (nanos >= TimeUnit.MILLISECONDS.toNanos(Briefness.HANG_IN_MS)) {
                call.method.hangs(nanos, call.thread);
            }
            lookLater();
        }
    }
}
