package dev.patchbay.cluster.jgroups.internal;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import org.jgroups.util.DefaultSocketFactory;
import org.jspecify.annotations.Nullable;

/** The sockets between nodes: sealed when there is a secret, and with a guard at the listening one. */
final class GuardedSockets extends DefaultSocketFactory {

    private final @Nullable Seal seal;
    private final Refusals refusals = new Refusals();

    private final StallWatch watch;

    /** @param stallInMs how long a peer may take nothing of what is sent to it */
    GuardedSockets(@Nullable Seal seal, long stallInMs) {
        this.seal = seal;
        this.watch = new StallWatch(stallInMs);
    }

    @Override
    public Socket createSocket(String service) {
        return new GuardedSocket(seal, refusals, watch);
    }

    @Override
    public ServerSocket createServerSocket(String service) throws IOException {
        return new GuardedServerSocket(seal, refusals, watch);
    }
}
