package dev.patchbay.protocol.shmooze.internal;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a body piece by piece as the client takes it, without a thread that waits, and completes the request. */
final class Sending implements WriteListener {

    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    private static final int PIECE = 32 << 10;

    private final InputStream body;
    private final ServletOutputStream out;
    private final AsyncContext context;
    private final byte[] piece;

    private Sending(InputStream body, ServletOutputStream out, AsyncContext context) throws IOException {
        this.body = body;
        this.out = out;
        this.context = context;
        this.piece = new byte[Math.max(1, Math.min(PIECE, body.available()))];
    }

    /**
     * Begins; returns at once.
     *
     * @param body closed by this
     */
    static void begin(InputStream body, AsyncContext context) throws IOException {
        ServletOutputStream out = context.getResponse().getOutputStream();
        out.setWriteListener(new Sending(body, out, context));
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            int length = body.read(piece);
            if (length < 0) {
                end();
                return;
            }
            out.write(piece, 0, length);
        }
    }

    @Override
    public void onError(Throwable fault) {
        LOG.debug("An answer did not reach its client", fault);
        try {
            end();
        } catch (IOException e) {
            LOG.warn("A file cannot be closed", e);
        }
    }

    private void end() throws IOException {
        try (body) {
            context.complete();
        }
    }
}
