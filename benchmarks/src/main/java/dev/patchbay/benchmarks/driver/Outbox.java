package dev.patchbay.benchmarks.driver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gathers what is sent to one wire in a row into one write. For the lane's thread only. */
final class Outbox {

    private final ByteBuffer pending = ByteBuffer.allocateDirect(Request.MAX_BYTES);
    private final Consumer<Wire> broken;
    private @Nullable Wire receiver;

    /** @param broken is told about a wire that could not be written to */
    Outbox(Consumer<Wire> broken) {
        this.broken = broken;
    }

    /** Sends soon; {@link #flush} at the latest. */
    void send(Wire wire, Request request, long number) {
        if (wire != receiver || pending.remaining() < request.length()) {
            flush();
            receiver = wire;
        }
        request.writeTo(pending, number);
    }

    /** Writes what is pending. */
    void flush() {
        if (receiver != null && pending.position() > 0) {
            write(receiver, pending.flip());
        }
        pending.clear();
        receiver = null;
    }

    private void write(Wire wire, ByteBuffer bytes) {
        try {
            wire.write(bytes);
        } catch (IOException e) {
            broken.accept(wire);
        }
    }
}
