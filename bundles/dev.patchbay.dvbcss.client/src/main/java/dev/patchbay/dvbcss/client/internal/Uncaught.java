package dev.patchbay.dvbcss.client.internal;

/** What a listener throws belongs to whoever wrote it, and must not end the thread that called it. */
public final class Uncaught {

    private Uncaught() {}

    /** Runs it; what it throws goes to the thread's handler, which prints it unless the program says otherwise. */
    public static void guard(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }
}
