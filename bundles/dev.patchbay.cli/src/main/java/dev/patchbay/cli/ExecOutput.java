package dev.patchbay.cli;

import dev.patchbay.cli.words.ExitLine;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Prints what a command of the node's shell puts out, line by line, and keeps the last one: the status. */
final class ExecOutput {

    private final PrintStream out;

    ExecOutput(PrintStream out) {
        this.out = out;
    }

    /** Prints until the end; returns the command's status. */
    int relay(InputStream answer) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(answer, StandardCharsets.UTF_8));
        String held = null;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            print(held);
            held = ExitLine.parse(line).isPresent() ? line : null;
            if (held == null) {
                print(line);
            }
        }
        return status(held);
    }

    private void print(@Nullable String line) {
        if (line != null) {
            out.println(line);
        }
    }

    private static int status(@Nullable String last) throws EOFException {
        OptionalInt status = last == null ? OptionalInt.empty() : ExitLine.parse(last);
        return status.orElseThrow(() -> new EOFException("The node ended the command without saying how it went"));
    }
}
