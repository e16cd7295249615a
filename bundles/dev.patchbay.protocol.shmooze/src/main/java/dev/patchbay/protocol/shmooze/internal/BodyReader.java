package dev.patchbay.protocol.shmooze.internal;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the body of one request as it comes, without a thread that waits for it. */
final class BodyReader implements ReadListener {

    /** Is told once. */
    interface Reader {

        /** All of it is there. */
        void whole(String text);

        /** It is longer than allowed. */
        void tooLong();

        /** It did not come, or is not UTF-8. */
        void failed(IOException fault);
    }

    private static final Logger LOG = LoggerFactory.getLogger(BodyReader.class);
    private static final int PIECE = 8 << 10;
    private static final char REPLACEMENT = '\uFFFD';

    private final ServletInputStream in;
    private final int maxBytes;
    private final Reader reader;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(PIECE);
    private boolean isOver;

    private BodyReader(ServletInputStream in, int maxBytes, Reader reader) {
        this.in = in;
        this.maxBytes = maxBytes;
        this.reader = reader;
    }

    /** Reads on this thread what is there already, as it mostly is, and otherwise on those of the server as it comes. */
    static void read(HttpServletRequest request, int maxBytes, Reader reader) throws IOException {
        long length = request.getContentLengthLong();
        if (length > maxBytes) {
            reader.tooLong();
            return;
        }
        ServletInputStream in = request.getInputStream();
        if (length >= 0 && in.available() >= length) {
            deliver(in.readNBytes((int) length), reader);
        } else {
            in.setReadListener(new BodyReader(in, maxBytes, reader));
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] piece = new byte[PIECE];
        while (!isOver && in.isReady()) {
            int length = in.read(piece);
            if (length < 0) {
                return;
            }
            bytes.write(piece, 0, length);
            if (bytes.size() > maxBytes) {
                isOver = true;
                reader.tooLong();
            }
        }
    }

    @Override
    public void onAllDataRead() {
        if (!isOver) {
            isOver = true;
            deliver(bytes.toByteArray(), reader);
        }
    }

    @Override
    public void onError(Throwable fault) {
        LOG.debug("A request ended early", fault);
        if (!isOver) {
            isOver = true;
            reader.failed(fault instanceof IOException broken ? broken : new IOException(fault));
        }
    }

    private static void deliver(byte[] bytes, Reader reader) {
        String text;
        try {
            text = text(bytes);
        } catch (CharacterCodingException e) {
            reader.failed(e);
            return;
        }
        reader.whole(text);
    }

    /** Decoding that refuses what is malformed is slower, so only what may be is decoded that way. */
    private static String text(byte[] bytes) throws CharacterCodingException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0
                ? text
                : StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
    }
}
