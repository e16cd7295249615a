package dev.patchbay.transport.line.internal;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Lines that wait to be written, as bytes, and who is to be told of which. Short lines share an array, so that they are
 * written together and cost little more than their bytes. For one thread at a time.
 */
final class WaitingBytes {

    /** How long an array grows that several lines share, in bytes. */
    private static final int CHUNK = 16 << 10;

    /** Most that is offered to the socket at once, in bytes; Java keeps a copy of that size for each thread. */
    private static final int SLICE = 64 << 10;

    private final ArrayDeque<Chunk> chunks = new ArrayDeque<>(1);
    private final ArrayDeque<Promise> promises = new ArrayDeque<>(1);
    private long added;
    private long removed;

    /** @param end how many bytes have to have been written in all */
    private record Promise(long end, CompletableFuture<Void> future) {}

    private static final class Chunk {

        private byte[] bytes;
        private int from;
        private int to;

        /** @param bytes not copied */
        Chunk(byte[] bytes) {
            this.bytes = bytes;
            this.to = bytes.length;
        }

        boolean takes(byte[] line) {
            int size = to - from + line.length;
            if (size > CHUNK) {
                return false;
            }
            if (to + line.length > bytes.length) {
                byte[] roomier = new byte[Math.min(CHUNK, 2 * size)];
                System.arraycopy(bytes, from, roomier, 0, to - from);
                bytes = roomier;
                to -= from;
                from = 0;
            }
            System.arraycopy(line, 0, bytes, to, line.length);
            to += line.length;
            return true;
        }
    }

    boolean isEmpty() {
        return added == removed;
    }

    /** How many bytes wait. */
    long size() {
        return added - removed;
    }

    /** @param line with its line feed; not to be changed any more */
    void add(byte[] line) {
        Chunk last = chunks.peekLast();
        if (last == null || !last.takes(line)) {
            chunks.add(new Chunk(line));
        }
        added += line.length;
    }

    /** Remembers who is to be told when all that was added until now has been written. */
    void promise(CompletableFuture<Void> future) {
        promises.add(new Promise(added, future));
    }

    /** What is to be written next; there must be something. */
    ByteBuffer first() {
        Chunk chunk = chunks.element();
        return ByteBuffer.wrap(chunk.bytes, chunk.from, Math.min(SLICE, chunk.to - chunk.from));
    }

    /** So many bytes of the first have been written. */
    void remove(int count) {
        Chunk chunk = chunks.element();
        chunk.from += count;
        removed += count;
        if (chunk.from == chunk.to) {
            chunks.remove();
        }
    }

    /** Takes those whose bytes have been written. */
    List<CompletableFuture<Void>> takeKept() {
        List<CompletableFuture<Void>> kept = new ArrayList<>(0);
        while (!promises.isEmpty() && promises.element().end() <= removed) {
            kept.add(promises.remove().future());
        }
        return kept;
    }

    /** Drops what waits and takes those whose bytes will not be written. */
    List<CompletableFuture<Void>> clear() {
        List<CompletableFuture<Void>> broken =
                promises.stream().map(Promise::future).toList();
        promises.clear();
        chunks.clear();
        removed = added;
        return broken;
    }
}
