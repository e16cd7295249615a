package dev.patchbay.transport.http.internal;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.jspecify.annotations.Nullable;

/**
 * Jetty's WebSocket on its socket, changed in three ways: it reads on the selector's own thread instead of handing each
 * frame to another one, what Jetty itself wants to write (close frames) goes through our queue, and who comes to read
 * while another is about to leave is not forgotten.
 */
class WebSocketLink extends WebSocketConnection { // not final: a test stops readers on their way out

    private final WebSocket webSocket;
    private final Callback readable = new Reading();

    /** The one who reads, and the one who came meanwhile. */
    private final AtomicInteger readers = new AtomicInteger();

    WebSocketLink(Connector connector, EndPoint endPoint, WebSocketCoreSession session, WebSocket webSocket) {
        this(
                endPoint,
                connector.getExecutor(),
                connector.getScheduler(),
                connector.getByteBufferPool(),
                session,
                webSocket);
        // Text is decoded from an array, so bytes that arrive in one need not be copied first.
        setUseInputDirectByteBuffers(false);
    }

    private WebSocketLink(
            EndPoint endPoint,
            Executor executor,
            Scheduler scheduler,
            ByteBufferPool buffers,
            WebSocketCoreSession session,
            WebSocket webSocket) {
        super(endPoint, executor, scheduler, buffers, session);
        this.webSocket = webSocket;
    }

    @Override
    public void onOpen() {
        read(super::onOpen);
    }

    @Override
    public void onFillable() {
        read(super::onFillable);
    }

    /** Reading is taken up again: Jetty hands this to a thread when a frame is demanded while nobody reads. */
    @Override
    public void run() {
        read(super::run);
    }

    @Override
    public void fillInterested() {
        getEndPoint().fillInterested(readable);
    }

    @Override
    public void enqueueFrame(Frame frame, Callback callback, boolean batch) {
        if (frame.getOpCode() != OpCode.CLOSE) {
            throw new IllegalArgumentException("Expected only close frames from Jetty, got " + frame);
        }
        ByteBuffer payload = frame.getPayload().slice();
        byte[] data = new byte[payload.remaining()];
        payload.get(data);
        webSocket.queue().close(data, Callback.from(callback, webSocket::endSoon));
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
        super.onClose(cause);
        webSocket.socketClosed();
    }

    /**
     * Keeps readers apart. A reader that is asked for no further frame gives reading up first and leaves then. Whoever
     * takes it up in between finds that one still there and goes away again, and Jetty (12.0.32; its issue 14528)
     * leaves without looking round: nobody would ever read from this client again. So who comes too early is counted,
     * and reading is begun once more as soon as the other has gone. There is never more than one of them, since only
     * who finds reading given up may take it up.
     */
    private void read(Runnable reading) {
        if (readers.getAndIncrement() > 0) {
            return;
        }
        try {
            reading.run();
        } finally {
            if (readers.getAndSet(0) > 1) {
                getExecutor().execute(this);
            }
        }
    }

    private final class Reading implements Callback {

        @Override
        public void succeeded() {
            onFillable();
        }

        @Override
        public void failed(Throwable cause) {
            onFillInterestedFailed(cause);
        }

        @Override
        public InvocationType getInvocationType() {
            return Invocable.InvocationType.NON_BLOCKING;
        }
    }
}
