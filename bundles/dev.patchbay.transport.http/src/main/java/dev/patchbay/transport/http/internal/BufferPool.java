package dev.patchbay.transport.http.internal;

import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Direct buffers shared by all writers. Shared and not one for each thread, because answers are written by virtual
 * threads, of which there may be very many.
 */
final class BufferPool {

    /** Room for many small frames in one write; more brings nothing, since the socket takes no more at once. */
    static final int BUFFER_BYTES = 64 * 1024;

    private static final int SLOTS = 16;

    private final AtomicReferenceArray<ByteBuffer> slots = new AtomicReferenceArray<>(SLOTS);

    /** An empty buffer; give it back. */
    ByteBuffer take() {
        int start = ThreadLocalRandom.current().nextInt(SLOTS);
        for (int i = 0; i < SLOTS; i++) {
            ByteBuffer buffer = slots.getAndSet((start + i) % SLOTS, null);
            if (buffer != null) {
                return buffer.clear();
            }
        }
        return ByteBuffer.allocateDirect(BUFFER_BYTES);
    }

    /** Takes it back, or leaves it to the garbage collector when there are enough. */
    void give(ByteBuffer buffer) {
        for (int i = 0; i < SLOTS; i++) {
            if (slots.compareAndSet(i, null, buffer)) {
                return;
            }
        }
    }
}
