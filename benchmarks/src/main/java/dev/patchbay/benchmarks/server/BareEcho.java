package dev.patchbay.benchmarks.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/**
 * A Jetty as it comes out of the box that sends every text message back, at {@value #PATH}.
 *
 * <p>Argument: the port to listen on, at 127.0.0.1.
 */
public final class BareEcho {

    /** Where it answers. */
    public static final String PATH = "/echo";

    private BareEcho() {}

    /** Serves until the process is ended. */
    public static void main(String[] args) throws Exception {
        start(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])))
                .join();
    }

    /** Starts one in this process. */
    public static Server start(InetSocketAddress address) throws Exception {
        Server server = new Server(address);
        server.setHandler(WebSocketUpgradeHandler.from(
                server, container -> container.addMapping(PATH, (request, response, callback) -> new Echo())));
        server.start();
        return server;
    }

    /** Sends back what it is sent. Public because Jetty calls it by method handle. */
    public static final class Echo extends Session.Listener.AbstractAutoDemanding {

        @Override
        public void onWebSocketText(String message) {
            getSession().sendText(message, Callback.NOOP);
        }
    }
}
