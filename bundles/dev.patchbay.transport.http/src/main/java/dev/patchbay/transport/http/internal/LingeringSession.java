package dev.patchbay.transport.http.internal;

import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.websocket.core.Behavior;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.Negotiated;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;

/**
 * Jetty's session, changed in how it ends: it closes its own direction of the socket and leaves the other open until
 * the client has closed it (the patrol sees to clients that do not). Closing both at once while bytes are still
 * arriving resets the socket, and the client may lose the close frame that says why.
 */
final class LingeringSession extends WebSocketCoreSession {

    LingeringSession(FrameHandler handler, Negotiated negotiated, WebSocketComponents components) {
        super(handler, Behavior.SERVER, negotiated, components);
    }

    @Override
    protected void handle(Runnable runnable) {
        runnable.run();
    }

    @Override
    public void abort() {
        getConnection().cancelDemand();
        getConnection().getEndPoint().shutdownOutput();
    }

    @Override
    public void onEof() {
        EndPoint endPoint = getConnection().getEndPoint();
        super.onEof();
        endPoint.close();
    }
}
