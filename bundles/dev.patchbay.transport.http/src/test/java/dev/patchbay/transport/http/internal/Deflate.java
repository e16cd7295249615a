package dev.patchbay.transport.http.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** What a client does to messages under permessage-deflate without context take-over. */
final class Deflate {

    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private Deflate() {}

    static byte[] compress(String text) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
        byte[] piece = new byte[1 << 20];
        int length = deflater.deflate(piece, 0, piece.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(piece, length - TAIL.length);
    }

    static String decompress(byte[] payload) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        inflater.setInput(RawClient.join(payload, TAIL));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] piece = new byte[4096];
        int length = inflater.inflate(piece);
        while (length > 0) {
            text.write(piece, 0, length);
            length = inflater.inflate(piece);
        }
        inflater.end();
        return text.toString(StandardCharsets.UTF_8);
    }
}
