package dev.patchbay.cli;

import dev.patchbay.json.Json;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a command reads and prints.
 *
 * @param in bytes as they come, without a buffer
 * @param out results only
 * @param err sentences for people
 */
record Console(InputStream in, PrintStream out, PrintStream err) {

    /** The process's own. */
    static Console ofProcess() {
        return new Console(new FileInputStream(FileDescriptor.in), utf8(FileDescriptor.out), utf8(FileDescriptor.err));
    }

    /** JSON is UTF-8 whatever the locale says. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor)), true, StandardCharsets.UTF_8);
    }

    /** The output as picocli wants it. */
    PrintWriter writer() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    /** Prints a result as JSON on several lines; with {@code raw}, a string as its bare text. */
    void result(@Nullable Object result, boolean raw) {
        out.println(raw && result instanceof String text ? text : Json.writePretty(result));
    }

    /** Says a sentence to the person at the terminal. */
    void say(String sentence) {
        err.println("patchbay: " + sentence);
    }
}
