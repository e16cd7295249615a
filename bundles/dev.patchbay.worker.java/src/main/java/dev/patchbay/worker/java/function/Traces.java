package dev.patchbay.worker.java.function;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exceptions of a module as Python prints them: the innermost frame last, and then type and message. */
public final class Traces {

    /** What calls modules: frames from there on are not theirs. */
    private static final String CALLER = "dev.patchbay.worker.java.";

    private static final int MOST_CAUSES = 10;
    private static final String REFLECTION = "java.lang.reflect.";
    private static final String INNER_REFLECTION = "jdk.internal.reflect.";

    private Traces() {}

    /** The frames of the module alone, the innermost last; what called it is left out. */
    public static List<StackTraceElement> frames(Throwable failure) {
        List<StackTraceElement> frames = new ArrayList<>();
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (frame.getClassName().startsWith(CALLER)) {
                break;
            }
            frames.add(frame);
        }
        while (!frames.isEmpty() && isReflection(frames.get(frames.size() - 1))) {
            frames.remove(frames.size() - 1);
        }
        Collections.reverse(frames);
        return frames;
    }

    private static boolean isReflection(StackTraceElement frame) {
        return frame.getClassName().startsWith(REFLECTION)
                || frame.getClassName().startsWith(INNER_REFLECTION);
    }

    /** The text, several lines; the last one is {@code ErrorType: message}. */
    public static String text(Throwable failure) {
        return text(failure, MOST_CAUSES);
    }

    private static String text(Throwable failure, int mostCauses) {
        List<String> lines = new ArrayList<>();
        Throwable cause = failure.getCause();
        if (cause != null && mostCauses > 0) {
            lines.add(text(cause, mostCauses - 1));
            lines.add("");
            lines.add("The above exception was the direct cause of the following exception:");
            lines.add("");
        }
        lines.add("Traceback (most recent call last):");
        frames(failure).forEach(frame -> lines.add(line(frame)));
        lines.add(lastLine(failure));
        return String.join("\n", lines);
    }

    private static String line(StackTraceElement frame) {
        String file = frame.getFileName() == null ? frame.getClassName() : frame.getFileName();
        return "  File \"" + file + "\", line " + Math.max(0, frame.getLineNumber()) + ", in " + frame.getClassName()
                + "." + frame.getMethodName();
    }

    /** {@code ErrorType: message}. */
    public static String lastLine(Throwable failure) {
        @Nullable String message = failure.getMessage();
        String type = failure.getClass().getName();
        return message == null || message.isEmpty() ? type : type + ": " + oneLine(message);
    }

    private static String oneLine(String message) {
        return String.join(
                " ", Arrays.stream(message.split("\\R")).map(String::strip).toList());
    }
}
