package dev.patchbay.host.internal;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One open door of the control socket: a thread that takes connections. */
final class ControlListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlListener.class);

    private final ControlDoor door;
    private final ServerSocketChannel server;
    private final ControlConversations conversations;

    private ControlListener(ControlDoor door, ServerSocketChannel server, ControlConversations conversations) {
        this.door = door;
        this.server = server;
        this.conversations = conversations;
    }

    /** Opens the door and begins to take connections. */
    static ControlListener open(ControlDoor door, ControlConversations conversations) throws IOException {
        ControlListener listener = new ControlListener(door, door.open(), conversations);
        new Thread(listener::accept, "patchbay-control-accept").start();
        return listener;
    }

    /** Where it listens in fact, which for port 0 the door does not know. */
    String address() throws IOException {
        return String.valueOf(server.getLocalAddress());
    }

    private void accept() {
        try {
            while (true) {
                conversations.begin(server.accept());
            }
        } catch (AsynchronousCloseException e) {
            LOG.debug("The control socket {} is closed", door);
        } catch (ClosedChannelException e) {
            LOG.debug("The control socket {} was closed before it took a connection", door);
        } catch (IOException e) {
            LOG.error("The control socket {} takes no more connections; restart the node to get it back", door, e);
        }
    }

    /** Closes the door; conversations go on. */
    @Override
    public void close() throws IOException {
        server.close();
        door.remove();
    }
}
