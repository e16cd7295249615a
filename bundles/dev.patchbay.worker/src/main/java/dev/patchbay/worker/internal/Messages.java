package dev.patchbay.worker.internal;

import dev.patchbay.worker.WorkerAnswer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a worker's process says: an object each. */
final class Messages {

    private Messages() {}

    /** What kind of message it is. */
    static String kind(Map<String, @Nullable Object> message) {
        return String.valueOf(message.get("is"));
    }

    static WorkerAnswer answer(Map<String, @Nullable Object> message) {
        return new WorkerAnswer(message.get("result"), traceback(message));
    }

    /** That the instance was made, or not. */
    static Report made(Map<String, @Nullable Object> message) {
        String traceback = traceback(message);
        return new Report(traceback == null, traceback, functions(message));
    }

    /** That the code was read again, or not. */
    static Report reloaded(Map<String, @Nullable Object> message) {
        return new Report(Boolean.TRUE.equals(message.get("hasInstance")), traceback(message), functions(message));
    }

    private static List<Function> functions(Map<String, @Nullable Object> message) {
        return Functions.read(message.get("functions"));
    }

    private static @Nullable String traceback(Map<String, @Nullable Object> message) {
        Object traceback = message.get("traceback");
        return traceback == null ? null : traceback.toString();
    }
}
