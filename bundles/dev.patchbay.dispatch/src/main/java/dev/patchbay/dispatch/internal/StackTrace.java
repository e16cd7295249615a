package dev.patchbay.dispatch.internal;

import java.io.PrintWriter;
import java.io.StringWriter;

/** The stack trace of what a plugin threw, as text. */
final class StackTrace {

    /** In characters; what is cut off is in the log. */
    static final int MOST = 32_768;

    private StackTrace() {}

    /** As the log has it, causes included; never throws, whatever the plugin's exception does when it is printed. */
    static String of(Throwable thrown) {
        StringWriter text = new StringWriter();
        try {
            thrown.printStackTrace(new PrintWriter(text));
        } catch (RuntimeException | LinkageError e) {
            text.append(thrown.getClass().getName())
                    .append(", which cannot be printed: ")
                    .append(e.toString());
        }
        return text.getBuffer().length() <= MOST
                ? text.toString()
                : text.getBuffer().substring(0, MOST) + "…";
    }
}
