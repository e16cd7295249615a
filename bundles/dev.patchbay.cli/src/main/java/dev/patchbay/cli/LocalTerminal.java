package dev.patchbay.cli;

import dev.patchbay.cli.words.TerminalWords;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The terminal this process runs in, changed with {@code stty}. Raw from {@link #makeRaw} until {@link #restore} or
 * the end of the process, whichever comes first.
 */
final class LocalTerminal {

    private static final File TTY = new File("/dev/tty");

    private final String saved;
    private final AtomicBoolean raw = new AtomicBoolean();

    private LocalTerminal(String saved) {
        this.saved = saved;
    }

    /**
     * The terminal, not changed yet.
     *
     * @throws IOException when this process has none
     */
    static LocalTerminal open() throws IOException {
        try {
            return new LocalTerminal(stty("-g"));
        } catch (IOException e) {
            throw new IOException("Expected a terminal for the shell, found none; use 'patchbay exec' in scripts", e);
        }
    }

    /** Type and present size, to be told to the node. */
    TerminalWords words(String type) throws IOException {
        String size = stty("size"); // rows, a space, columns
        int space = size.indexOf(' ');
        return TerminalWords.parse(List.of(type, size.substring(space + 1), size.substring(0, Math.max(space, 0))));
    }

    /** Every key is passed on as it is. */
    void makeRaw() throws IOException {
        raw.set(true);
        Runtime.getRuntime().addShutdownHook(new Thread(this::restoreAtExit, "patchbay-terminal"));
        stty("raw", "-echo");
    }

    /** As it was; harmless when repeated. */
    void restore() throws IOException {
        if (raw.compareAndSet(true, false)) {
            stty(saved);
        }
    }

    private void restoreAtExit() {
        try {
            restore();
        } catch (IOException e) {
            System.err.println("patchbay: The terminal could not be restored, type: stty sane");
        }
    }

    private static String stty(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectInput(TTY)
                .redirectErrorStream(true)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (exitCode(process) != 0) {
            throw new IOException("stty said: " + answer);
        }
        return answer;
    }

    private static int exitCode(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for stty", e);
        }
    }
}
