package dev.patchbay.settings.internal;

import org.jspecify.annotations.Nullable;

/**
 * The name of a section, and the configuration it stands for: {@code http} is PID {@code dev.patchbay.http},
 * {@code org.example.lamp} is that PID, {@code lamp~left} is instance {@code left} of factory PID
 * {@code dev.patchbay.lamp}.
 *
 * @param pid the PID, or the factory PID of an instance
 * @param instance the instance's own name, or null for a single configuration
 */
record SectionName(String pid, @Nullable String instance) {

    private static final String PREFIX = "dev.patchbay.";

    /** Reads a name as it is written in the file; a part of it may be empty, see {@link #isComplete}. */
    static SectionName of(String text) {
        int tilde = text.indexOf('~');
        return tilde < 0
                ? new SectionName(pidOf(text), null)
                : new SectionName(pidOf(text.substring(0, tilde)), text.substring(tilde + 1));
    }

    /** The shortest name for a PID: the reverse of {@link #of}. */
    static String shortNameOf(String pid) {
        String rest = pid.startsWith(PREFIX) ? pid.substring(PREFIX.length()) : "";
        return rest.isEmpty() || rest.indexOf('.') >= 0 ? pid : rest;
    }

    /** Whether a PID belongs to the product, and not to another bundle that has settings. */
    static boolean isOwn(String pid) {
        return pid.startsWith(PREFIX);
    }

    /** Whether neither the PID nor, after a tilde, the instance is empty. */
    boolean isComplete() {
        return !pid.equals(PREFIX) && (instance == null || !instance.isEmpty());
    }

    /** The PID Configuration Admin gives to it. */
    String servicePid() {
        return instance == null ? pid : pid + "~" + instance;
    }

    @Override
    public String toString() {
        return instance == null ? shortNameOf(pid) : shortNameOf(pid) + "~" + instance;
    }

    private static String pidOf(String text) {
        return text.indexOf('.') >= 0 ? text : PREFIX + text;
    }
}
