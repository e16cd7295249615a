package dev.patchbay.transport.line.internal;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineEnd;
import dev.patchbay.line.LineListener;

/** Answers each line with itself, on the I/O thread. */
final class Echo implements LineListener {

    private final LineConnection connection;

    Echo(LineConnection connection) {
        this.connection = connection;
        connection.next();
    }

    @Override
    public void onLine(String line) {
        connection.send(line);
        connection.next();
    }

    @Override
    public void onEnd(LineEnd end) {
        // Whoever connected knows.
    }
}
