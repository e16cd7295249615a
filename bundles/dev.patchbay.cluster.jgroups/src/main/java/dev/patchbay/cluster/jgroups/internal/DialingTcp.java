package dev.patchbay.cluster.jgroups.internal;

import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jgroups.Address;
import org.jgroups.PhysicalAddress;
import org.jgroups.protocols.TCP;
import org.jgroups.util.Util;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TCP on which nobody waits for a peer to answer. JGroups connects on the one thread that sends to everybody, and under
 * a lock its acceptor needs too, so a host that is not there, or a node that stands still, would hold all others up.
 *
 * <p>Here each peer is connected to and greeted on a thread of its own and without a lock, and JGroups is handed the
 * connection when the peer has answered. What is to be sent to it waits in its {@link Dial}, and is dropped when it
 * does not answer: JGroups sends again what matters.
 */
final class DialingTcp extends TCP {

    private static final Logger LOG = LoggerFactory.getLogger(DialingTcp.class);

    /** After an attempt that failed, since a host without a node refuses at once. */
    private static final long PAUSE_IN_MS = 250;

    private final GuardedSockets sockets;

    /** The attempts under way. The sender begins and fills them, inside {@code compute}; their threads remove them. */
    private final Map<Address, Dial> dials = new ConcurrentHashMap<>();

    private final CountDownLatch stopped = new CountDownLatch(1);

    DialingTcp(GuardedSockets sockets) {
        this.sockets = sockets;
        setSocketFactory(sockets);
        deferClientBindAddr(true); // or else JGroups binds what it is handed, though that is connected
    }

    /** Always, since two threads may write to one peer: the sender, and the one that has dialed it. */
    @Override
    public TCP useLockToSend(boolean ignored) {
        return super.useLockToSend(true);
    }

    @Override
    public void start() throws Exception {
        super.start();
        sockets.start();
    }

    /** Does not wait for a peer that is not connected. */
    @Override
    public void send(Address peer, byte[] data, int offset, int length) throws Exception {
        if (srv.connectionEstablishedTo(peer) || peer.equals(srv.localAddress())) {
            super.send(peer, data, offset, length);
        } else if (srv.running()) {
            byte[] message = Arrays.copyOfRange(data, offset, offset + length);
            dials.compute(peer, (key, dial) -> (dial == null ? begin((PhysicalAddress) key) : dial).with(message));
        }
    }

    private Dial begin(PhysicalAddress peer) {
        Dial dial = new Dial(sockets.unconnected());
        getThreadFactory().newThread(() -> dial(peer, dial), "dial-" + peer).start();
        return dial;
    }

    private void dial(PhysicalAddress peer, Dial dial) {
        connect(peer, dial.socket());
        boolean answers = srv.connectionEstablishedTo(peer);
        if (!answers) {
            pause();
        }
        dials.remove(peer, dial);
        if (answers) {
            sendAll(peer, dial.messages());
        }
    }

    private void connect(PhysicalAddress peer, Socket socket) {
        sockets.offer(socket);
        try {
            socket.setTcpNoDelay(true);
            Util.connect(socket, peer.getSocketAddress(), getSockConnTimeout());
            srv.getConnection(peer); // takes what is offered, unless the peer has connected meanwhile
            if (!srv.running()) {
                srv.closeConnection(peer);
            }
        } catch (Exception e) { // what JGroups declares
            LOG.debug("{} does not answer", peer, e);
        } finally {
            sockets.withdraw();
        }
    }

    private void pause() {
        try {
            stopped.await(PAUSE_IN_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendAll(PhysicalAddress peer, List<byte[]> messages) {
        try {
            for (byte[] message : messages) {
                super.send(peer, message, 0, message.length);
            }
        } catch (Exception e) { // what JGroups declares
            LOG.debug("{} answered and was cut off", peer, e);
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
        super.stop();
        dials.values().forEach(Dial::cancel);
        sockets.close();
    }
}
