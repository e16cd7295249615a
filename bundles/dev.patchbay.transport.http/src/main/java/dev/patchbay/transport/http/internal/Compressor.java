package dev.patchbay.transport.http.internal;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.eclipse.jetty.util.compression.CompressionPool;
import org.eclipse.jetty.util.compression.DeflaterPool;

/**
 * Compresses whole messages as permessage-deflate does without context take-over (RFC 7692 §7.2.1), so that a
 * connection keeps no compressor between messages. Thread-safe.
 */
final class Compressor {

    /** Smaller messages do not get smaller. */
    static final int WORTHWHILE_BYTES = 128;

    /** The empty block at the end of every flush, which is not sent. */
    private static final int TAIL_BYTES = 4;

    private final DeflaterPool deflaters;

    Compressor(DeflaterPool deflaters) {
        this.deflaters = deflaters;
    }

    byte[] compress(byte[] payload) {
        CompressionPool<Deflater>.Entry entry = deflaters.acquire();
        try {
            return deflate(entry.get(), payload);
        } finally {
            entry.release();
        }
    }

    private static byte[] deflate(Deflater deflater, byte[] payload) {
        deflater.setInput(payload);
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(payload.length / 2 + TAIL_BYTES);
        byte[] piece = new byte[4096];
        int length;
        do {
            length = deflater.deflate(piece, 0, piece.length, Deflater.SYNC_FLUSH);
            compressed.write(piece, 0, length);
        } while (length == piece.length);
        byte[] whole = compressed.toByteArray();
        return Arrays.copyOf(whole, whole.length - TAIL_BYTES);
    }
}
