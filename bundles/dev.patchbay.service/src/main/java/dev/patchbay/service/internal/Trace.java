package dev.patchbay.service.internal;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * What a service threw, for the log: the same text and stack trace without the throwable. A log may keep its last
 * entries, and a throwable keeps the classes on its stack, so the service's bundle could not be unloaded.
 */
final class Trace extends Exception {

    private static final long serialVersionUID = 1L;

    private Trace(Throwable original) {
        super(Sentence.of(original));
    }

    /** Must not be called with a method of the service on the stack. Never throws. */
    static Trace of(Throwable original) {
        return copy(original, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** @param seen those that are copied already: causes may be a circle */
    private static Trace copy(Throwable original, Set<Throwable> seen) {
        Trace trace = new Trace(original);
        seen.add(original);
        try {
            trace.setStackTrace(original.getStackTrace());
            Throwable cause = original.getCause();
            if (cause != null && !seen.contains(cause)) {
                trace.initCause(copy(cause, seen));
            }
            for (Throwable suppressed : original.getSuppressed()) {
                if (!seen.contains(suppressed)) {
                    trace.addSuppressed(copy(suppressed, seen));
                }
            }
        } catch (RuntimeException e) {
            trace.addSuppressed(new IllegalStateException("The rest could not be read: " + Sentence.of(e)));
        }
        return trace;
    }
}
