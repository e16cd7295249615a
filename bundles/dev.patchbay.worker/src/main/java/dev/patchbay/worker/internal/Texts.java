package dev.patchbay.worker.internal;

import dev.patchbay.worker.WorkerAnswer;

/** What clients of ModuleServer are told when something goes wrong (ModuleServer, §4 to §6); exactly these words. */
final class Texts {

    static final String NO_INSTANCE = "Module failed to load INSTANCE";
    static final String NO_FUNCTION = "function not found in INSTANCE (case matters)";

    private static final String TYPE = "Exception: ";

    private Texts() {}

    static String unknown(String name) {
        return name + " does not exist (case matters)";
    }

    static String notAlive(String name) {
        return name + " worker is not alive!";
    }

    static String queueFull(String name) {
        return name + " queue is full";
    }

    /** Ours: the module was unloaded or reloaded between two calls of one client. */
    static String unloaded(String name) {
        return name + " was unloaded";
    }

    /** Ours: the worker ended in the middle of a call. */
    static String died(String name) {
        return name + " worker died during the call";
    }

    /** A failure as its only line. */
    static WorkerAnswer failure(String message) {
        return new WorkerAnswer(null, TYPE + message);
    }

    /** {@code ErrorType: message}. */
    static String lastLine(String traceback) {
        String text = traceback.stripTrailing();
        return text.substring(text.lastIndexOf('\n') + 1);
    }
}
