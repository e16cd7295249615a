package dev.patchbay.cluster.jgroups.internal;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import org.jgroups.util.DefaultSocketFactory;
import org.jspecify.annotations.Nullable;

/** The sockets between nodes: sealed when there is a secret, greeted by name, and with a guard at the listening one. */
final class GuardedSockets extends DefaultSocketFactory {

    /** In heartbeat timeouts. A node that stands no longer still connects to the others by itself. */
    private static final int PAUSE = 3;

    private final Greeting greeting;
    private final Silences silences;
    private final StallWatch watch;

    /** @param heartbeatTimeoutInMs after which a node counts as gone: whatever waits for one, waits for less */
    GuardedSockets(@Nullable Seal seal, Names names, long heartbeatTimeoutInMs) {
        this.greeting = new Greeting(seal, names, Math.toIntExact(Math.max(1, heartbeatTimeoutInMs / 3)));
        this.silences = new Silences(PAUSE * heartbeatTimeoutInMs);
        this.watch = new StallWatch(heartbeatTimeoutInMs / 2);
    }

    @Override
    public Socket createSocket(String service) {
        return new GuardedSocket(greeting, silences, watch);
    }

    @Override
    public ServerSocket createServerSocket(String service) throws IOException {
        return new GuardedServerSocket(greeting, silences, watch);
    }
}
