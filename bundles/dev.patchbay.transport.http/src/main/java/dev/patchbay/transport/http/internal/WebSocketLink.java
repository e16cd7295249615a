package dev.patchbay.transport.http.internal;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
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
 * Jetty's WebSocket on its socket, changed in two ways: it reads on the selector's own thread instead of handing each
 * frame to another one, and what Jetty itself wants to write (close frames) goes through our queue.
 */
final class WebSocketLink extends WebSocketConnection {

    private final WebSocket webSocket;
    private final Callback readable = new Reading();

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
