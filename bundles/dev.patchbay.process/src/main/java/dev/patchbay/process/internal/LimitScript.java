package dev.patchbay.process.internal;

import dev.patchbay.process.ProcessPlan.Limits;
import java.util.ArrayList;
import java.util.List;

/**
 * Limits by the shell's {@code ulimit}: the shell sets them for itself, says on standard error which one the system does
 * not have, and becomes the program, so they cost no further process.
 */
final class LimitScript {

    private static final long KIBIBYTE = 1024;

    private LimitScript() {}

    /** What stands before the command. */
    static List<String> prefix(String shell, Limits limits) {
        return List.of(shell, "-c", script(limits), shell);
    }

    private static String script(Limits limits) {
        List<String> steps = new ArrayList<>();
        if (limits.memoryInBytes() > 0) {
            steps.add(step("-v " + (limits.memoryInBytes() + KIBIBYTE - 1) / KIBIBYTE, "memory"));
        }
        if (limits.cpuInSeconds() > 0) {
            steps.add(step("-S -t " + limits.cpuInSeconds(), "processor time"));
            steps.add(step("-H -t " + (limits.cpuInSeconds() + 1), "processor time"));
        }
        if (limits.openFiles() > 0) {
            steps.add(step("-n " + limits.openFiles(), "open files"));
        }
        steps.add("exec \"$@\"");
        return String.join("\n", steps);
    }

    private static String step(String option, String what) {
        return "ulimit " + option + " || echo 'patchbay: this system does not set the limit of " + what + "' >&2";
    }
}
