package dev.patchbay.benchmarks.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/**
 * A Jetty as it comes out of the box that sends messages to all sessions in a loop, at {@value #PATH}.
 *
 * <p>A client's message is {@code FIRST COUNT}: it makes the server send {@code COUNT} messages, numbered from
 * {@code FIRST} on, to every session but the one that asked. Arguments: the port to listen on, at 127.0.0.1; the
 * message, in which each {@value #PLACE} becomes its number.
 */
public final class BareFanout {

    /** Where it answers. */
    public static final String PATH = "/fanout";

    /** Stands for the number in the message. */
    public static final String PLACE = "{n}";

    private static final Set<Session> SESSIONS = ConcurrentHashMap.newKeySet();

    private BareFanout() {}

    /** Serves until the process is ended. */
    public static void main(String[] args) throws Exception {
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])));
        server.setHandler(WebSocketUpgradeHandler.from(
                server, container -> container.addMapping(PATH, (request, response, callback) -> new Member(args[1]))));
        server.start();
        server.join();
    }

    /** One session. Public because Jetty calls it by method handle. */
    public static final class Member extends Session.Listener.AbstractAutoDemanding {

        private final String message;

        Member(String message) {
            this.message = message;
        }

        @Override
        public void onWebSocketOpen(Session session) {
            super.onWebSocketOpen(session);
            SESSIONS.add(session);
        }

        @Override
        public void onWebSocketText(String text) {
            String[] words = text.split(" ", 2);
            long first = Long.parseLong(words[0]);
            int count = Integer.parseInt(words[1]);
            for (long number = first; number < first + count; number++) {
                sendToOthers(message.replace(PLACE, Long.toString(number)));
            }
        }

        private void sendToOthers(String text) {
            for (Session session : SESSIONS) {
                if (session != getSession()) {
                    session.sendText(text, Callback.NOOP);
                }
            }
        }

        @Override
        public void onWebSocketClose(int statusCode, String reason) {
            SESSIONS.remove(getSession());
        }
    }
}
