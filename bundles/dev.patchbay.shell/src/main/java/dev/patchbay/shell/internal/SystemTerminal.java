package dev.patchbay.shell.internal;

import java.io.IOException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Opens the terminal of this process. */
final class SystemTerminal {

    private SystemTerminal() {}

    /** The terminal, driven with {@code stty}; a dumb one when the process has none. */
    static Terminal open() throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // JLine finds its own parts through the context class loader
        thread.setContextClassLoader(TerminalBuilder.class.getClassLoader());
        try {
            return TerminalBuilder.builder()
                    .name("patchbay")
                    .system(true)
                    .exec(true)
                    .ffm(false)
                    .jni(false)
                    .dumb(true)
                    .nativeSignals(true)
                    .build();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
