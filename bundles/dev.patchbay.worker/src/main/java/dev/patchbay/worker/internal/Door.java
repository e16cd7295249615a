package dev.patchbay.worker.internal;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineEnd;
import dev.patchbay.line.LineListener;
import dev.patchbay.line.LinePort;
import dev.patchbay.line.LineSettings;
import dev.patchbay.line.LineTransport;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the processes of workers connect to: a port on loopback that is closed to whoever does not show a token, each
 * good once.
 */
final class Door implements AutoCloseable {

    private static final int TOKEN_BYTES = 16;

    /** How long somebody may stand in it without a token, in milliseconds. */
    private static final long PATIENCE_IN_MS = 5_000;

    /** Longer lines are read by another thread than the one that serves all connections, in characters. */
    private static final int LONG_LINE = 64 << 10;

    /** Where the kind of a message ends at most. */
    private static final int KIND_END = 8;

    private final SecureRandom random = new SecureRandom();
    private final Threads threads;
    private final Clock clock;
    private final LinePort port;

    /** By token; those that have not come yet. */
    private final Map<String, Resident> awaited = new ConcurrentHashMap<>();

    /** Whoever lives behind the door. */
    interface Resident {

        /** It has come in. One call. */
        void onConnected(LineConnection connection);

        /** It says something; in order. May block. */
        void onMessage(Map<String, @Nullable Object> message);

        /** It says something that cannot be understood. */
        void onNonsense(String problem);

        /** It has left. */
        void onDisconnected(LineEnd end);
    }

    /** @param maxLineBytes longest message */
    Door(LineTransport transport, Threads threads, Clock clock, int maxLineBytes) throws IOException {
        this.threads = threads;
        this.clock = clock;
        port = transport.listen(LineSettings.at("127.0.0.1", 0).withMaxLineBytes(maxLineBytes), this::open);
    }

    int port() {
        return port.address().getPort();
    }

    /** Expects somebody. @return what he has to show */
    String expect(Resident resident) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        awaited.put(token, resident);
        return token;
    }

    /** Expects him no longer. */
    void forget(String token) {
        awaited.remove(token);
    }

    @Override
    public void close() {
        port.close();
    }

    private LineListener open(LineConnection connection) {
        Visitor visitor = new Visitor(connection);
        var unused = clock.after(PATIENCE_IN_MS, visitor::closeUnlessIn);
        connection.next();
        return visitor;
    }

    /** Somebody who came, known or not. */
    private final class Visitor implements LineListener {

        private final LineConnection connection;
        private volatile @Nullable Resident resident;

        Visitor(LineConnection connection) {
            this.connection = connection;
        }

        void closeUnlessIn() {
            if (resident == null) {
                connection.close();
            }
        }

        @Override
        public void onLine(String line) {
            Resident known = resident;
            if (known == null) {
                letIn(line);
            } else if (line.length() > LONG_LINE || line.lastIndexOf("\"log\"", KIND_END) > 0) {
                // long ones take time to read, and records are written to disk; the next line waits for that
                threads.execute(() -> hear(known, line));
            } else {
                hear(known, line);
            }
        }

        private void letIn(String token) {
            Resident known = awaited.remove(token);
            if (known == null) {
                connection.close();
                return;
            }
            resident = known;
            known.onConnected(connection);
            connection.next();
        }

        private void hear(Resident known, String line) {
            try {
                known.onMessage(read(line));
            } catch (JsonException e) {
                known.onNonsense(String.valueOf(e.getMessage()));
            } finally {
                connection.next();
            }
        }

        @Override
        public void onEnd(LineEnd end) {
            Resident known = resident;
            if (known != null) {
                known.onDisconnected(end);
            }
        }
    }

    @SuppressWarnings("unchecked") // JSON has no other keys
    private static Map<String, @Nullable Object> read(String line) throws JsonException {
        return Json.parse(line) instanceof Map<?, ?> message ? (Map<String, @Nullable Object>) message : Map.of();
    }
}
