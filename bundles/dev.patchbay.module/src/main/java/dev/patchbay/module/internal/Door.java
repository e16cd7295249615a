package dev.patchbay.module.internal;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineEnd;
import dev.patchbay.line.LineListener;
import dev.patchbay.line.LinePort;
import dev.patchbay.line.LineSettings;
import dev.patchbay.line.LineTransport;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A port that lets one visitor in. */
final class Door<T extends LineListener> {

    /** Listens to nothing, since it is never asked for a line. */
    private static final LineListener NOBODY = new LineListener() {
        @Override
        public void onLine(String line) {}

        @Override
        public void onEnd(LineEnd end) {}
    };

    private final Function<LineConnection, T> reception;
    private final CompletableFuture<T> visitor = new CompletableFuture<>();

    /** Guarded by this. */
    private @Nullable LinePort port;

    /** Guarded by this. */
    private boolean isSlammed;

    /** @param reception makes the listener of a connection; must not block */
    Door(Function<LineConnection, T> reception) {
        this.reception = reception;
    }

    /**
     * Opens it.
     *
     * @return the port number
     * @throws IOException also when it has been slammed
     */
    int open(LineTransport lines, LineSettings settings) throws IOException {
        LinePort opened = lines.listen(settings.withMaxConnections(1), this::receive);
        if (!keep(opened)) {
            opened.close();
            throw new IOException("Expected to listen for a module, but it is not wanted any more");
        }
        return opened.address().getPort();
    }

    private synchronized boolean keep(LinePort opened) {
        port = opened;
        return !isSlammed;
    }

    private LineListener receive(LineConnection connection) {
        T listener = reception.apply(connection);
        if (visitor.complete(listener)) {
            return listener;
        }
        connection.close();
        return NOBODY;
    }

    /** Done when somebody came. */
    CompletableFuture<T> visitor() {
        return visitor;
    }

    /** Lets nobody in any more. */
    void close() {
        LinePort opened = port();
        if (opened != null) {
            opened.closeDoor();
        }
    }

    /** Lets nobody in any more, and throws out who came. */
    void slam() {
        LinePort opened = slammed();
        if (opened != null) {
            opened.close();
        }
    }

    private synchronized @Nullable LinePort port() {
        return port;
    }

    private synchronized @Nullable LinePort slammed() {
        isSlammed = true;
        return port;
    }
}
