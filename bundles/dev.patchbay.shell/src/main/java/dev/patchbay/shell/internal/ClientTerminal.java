package dev.patchbay.shell.internal;

import dev.patchbay.cli.words.TerminalWords;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The terminal of a client, at the other end of two streams. Reads the client on a thread of its own, which ends with
 * the connection and is never interrupted: an interruption would close the client's channel before the end mark.
 */
final class ClientTerminal extends LineDisciplineTerminal {

    private static final Logger LOG = LoggerFactory.getLogger(ClientTerminal.class);

    private ClientTerminal(TerminalWords words, OutputStream output) throws IOException {
        super("patchbay", words.type(), output, StandardCharsets.UTF_8);
        setSize(new Size(words.columns(), words.rows()));
    }

    /** A terminal that takes keys from now on. */
    static ClientTerminal open(TerminalWords words, InputStream keys, OutputStream output) throws IOException {
        ClientTerminal terminal = new ClientTerminal(words, output);
        Thread thread = new Thread(() -> terminal.take(keys), "patchbay-shell-keys");
        thread.setDaemon(true);
        thread.start();
        return terminal;
    }

    private void take(InputStream keys) {
        byte[] buffer = new byte[1024];
        try (slaveInput) {
            for (int count = keys.read(buffer); count >= 0; count = keys.read(buffer)) {
                processInputBytes(buffer, 0, count);
            }
        } catch (IOException e) {
            LOG.debug("The client's connection broke, or its shell has ended", e);
        }
    }
}
