package dev.patchbay.shell.internal.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/** What a command prints. */
final class CommandOutput {

    private CommandOutput() {}

    /** Runs it with these words. */
    static String of(ShellCommand command, String... words) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, UTF_8)) {
            Screen screen = new Screen(out, Screen.UNLIMITED, action -> () -> {});
            command.run(new Words(List.of(words), command.help().usage()), screen);
        }
        return bytes.toString(UTF_8);
    }
}
