package dev.patchbay.cluster.jgroups.internal;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import org.jgroups.util.DefaultSocketFactory;
import org.jspecify.annotations.Nullable;

/** The sockets between nodes: sealed when there is a secret, greeted by name, and with a guard at the listening one. */
final class GuardedSockets extends DefaultSocketFactory {

    private final Greeting greeting;
    private final StallWatch watch;

    /** @param stallInMs how long a peer may take nothing of what is sent to it */
    GuardedSockets(@Nullable Seal seal, Names names, long stallInMs) {
        this.greeting = new Greeting(seal, names);
        this.watch = new StallWatch(stallInMs);
    }

    @Override
    public Socket createSocket(String service) {
        return new GuardedSocket(greeting, watch);
    }

    @Override
    public ServerSocket createServerSocket(String service) throws IOException {
        return new GuardedServerSocket(greeting, watch);
    }
}
