package dev.patchbay.transport.line.internal;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineListener;
import dev.patchbay.line.LinePort;
import dev.patchbay.line.LineSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.rules.ExternalResource;

/** A transport with I/O threads of its own; ends everything after the test. */
final class TransportRule extends ExternalResource {

    static final LineSettings ANY_PORT = LineSettings.at("127.0.0.1", 0);

    /** A line of more than the system keeps for two sockets. */
    static final String MUCH = "0123456789abcdef".repeat(1 << 20);

    /** An address where nobody is asked for. */
    static final InetSocketAddress SOMEWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

    /** How often doors are tried again, in milliseconds. */
    static final long RETRY_IN_MS = 20;

    final IoThreads threads = new IoThreads();
    final Doors doors = new Doors(RETRY_IN_MS);
    final LineTransportComponent transport = new LineTransportComponent(threads, doors);
    private final List<Peer> peers = new ArrayList<>();

    @Override
    protected void after() {
        peers.forEach(Peer::close);
        transport.deactivate();
        doors.close();
        threads.close();
    }

    static InetSocketAddress address(ServerSocket server) {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    LinePort listen(Function<LineConnection, LineListener> acceptor) throws IOException {
        return transport.listen(ANY_PORT, acceptor);
    }

    Peer peer(LinePort port) throws IOException {
        return peer(port.address());
    }

    Peer peer(InetSocketAddress address) throws IOException {
        Peer peer = new Peer(address);
        peers.add(peer);
        return peer;
    }

    /** A peer and this side's end of its connection, which was told what that does first. */
    Pair pair(LineSettings settings, RecordingListener listener) throws IOException {
        LinePort port = transport.listen(settings, listener::attach);
        Peer peer = peer(port);
        return new Pair(port, peer, listener.awaitConnection(), listener);
    }

    Pair pair() throws IOException {
        return pair(ANY_PORT, new RecordingListener());
    }

    record Pair(LinePort port, Peer peer, LineConnection connection, RecordingListener listener) {}
}
