package dev.patchbay.clock;

import org.jspecify.annotations.Nullable;

/** Tells the operator what code of others did wrong. By the JDK's own logging, since this library needs nothing else. */
final class Failures {

    private Failures() {}

    /** Asks for the logger only now: to find one takes tens of milliseconds, and nearly nobody fails. */
    static void log(Class<?> where, String what, @Nullable Throwable why) {
        System.getLogger(where.getName()).log(System.Logger.Level.WARNING, what, why);
    }
}
