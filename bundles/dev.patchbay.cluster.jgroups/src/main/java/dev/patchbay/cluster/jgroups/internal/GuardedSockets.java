package dev.patchbay.cluster.jgroups.internal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import org.jgroups.util.DefaultSocketFactory;
import org.jgroups.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * The sockets between nodes: sealed when there is a secret, greeted by name, and with a guard at the listening one.
 * JGroups gets those only that were connected before.
 */
final class GuardedSockets extends DefaultSocketFactory implements AutoCloseable {

    private final Greeting greeting;
    private final StallWatch watch;

    /** What a thread that makes a connection has for JGroups, until JGroups takes it. */
    private final ThreadLocal<@Nullable Socket> offered = new ThreadLocal<>();

    /** @param heartbeatTimeoutInMs after which a node counts as gone: whatever waits for one, waits for less */
    GuardedSockets(@Nullable Seal seal, Names names, long heartbeatTimeoutInMs) {
        this.greeting = new Greeting(seal, names, Math.toIntExact(Math.max(1, heartbeatTimeoutInMs / 3)));
        this.watch = new StallWatch(heartbeatTimeoutInMs / 2);
    }

    void start() {
        watch.start();
    }

    /** One that greets whom it is connected to. */
    Socket unconnected() {
        return new GuardedSocket(greeting, watch);
    }

    /** Lets JGroups take this one, by the same thread. */
    void offer(Socket socket) {
        offered.set(socket);
    }

    /** Closes what this thread has offered and JGroups has not taken. */
    void withdraw() {
        Util.close(offered.get());
        offered.remove();
    }

    /** @throws ConnectException when this thread has offered none: who sends does not connect */
    @Override
    public Socket createSocket(String service) throws ConnectException {
        Socket socket = offered.get();
        offered.remove();
        if (socket == null) {
            throw new ConnectException("The connection was cut");
        }
        return socket;
    }

    @Override
    public ServerSocket createServerSocket(String service) throws IOException {
        return new GuardedServerSocket(greeting, watch);
    }

    /** To be called when the connections have ended, since saying goodbye may stall too. */
    @Override
    public void close() {
        watch.close();
    }
}
