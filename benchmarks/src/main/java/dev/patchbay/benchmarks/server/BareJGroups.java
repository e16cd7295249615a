package dev.patchbay.benchmarks.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FRAG4;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.TransferQueueBundler;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link BarePeer} over JGroups, with the protocols and values of bundle {@code dev.patchbay.cluster.jgroups} without a
 * secret, but on plain sockets, with the credits of JGroups' own {@code tcp.xml}, and with a bundler and sends that hold
 * the sender when they are full. With the bundle's values a plain loop of single messages loses some on the way and waits
 * for seconds until they are sent again.
 *
 * <p>Arguments: the port to be told on, its name, its own JGroups port, the other one's; all at 127.0.0.1.
 */
public final class BareJGroups {

    private static final Logger LOG = LoggerFactory.getLogger(BareJGroups.class);
    private static final long CREDITS = 2_000_000;
    private static final int MOST_THREADS = 16;

    private BareJGroups() {}

    /** Serves until the process is ended. */
    public static void main(String[] args) throws Exception {
        JChannel channel = new JChannel(protocols(Integer.parseInt(args[2]), Integer.parseInt(args[3]))).name(args[1]);
        BarePeer peer = new BarePeer(
                args[1],
                bytes -> channel.send(new BytesMessage(null, bytes).setFlag(Message.TransientFlag.DONT_LOOPBACK)));
        channel.setReceiver(new Handover(peer));
        channel.connect("bare");
        peer.serve(Integer.parseInt(args[0]));
    }

    private static List<Protocol> protocols(int own, int others) {
        InetAddress here = InetAddress.getLoopbackAddress();
        TCP tcp = new TCP();
        tcp.setBindAddress(here).setBindPort(own).setPortRange(0);
        tcp.setSockConnTimeout(1_000);
        tcp.tcpNodelay(true).logDetails(false).enableSuspectEvents(true);
        tcp.setBundler(new TransferQueueBundler().dropWhenFull(false));
        tcp.useVirtualThreads(false);
        tcp.getThreadPool().setMaxThreads(MOST_THREADS);
        List<InetSocketAddress> hosts = List.of(new InetSocketAddress(here, own), new InetSocketAddress(here, others));
        return List.of(
                tcp,
                new TCPPING().setInitialHosts(hosts).setPortRange(0).asyncDiscovery(true),
                new MERGE3().setMaxInterval(1_500).setMinInterval(500),
                new FD_ALL3().setInterval(1_000).setTimeout(3_000),
                new VERIFY_SUSPECT2().setTimeout(1_000),
                new NAKACK2().useMcastXmit(false),
                new UNICAST3(),
                new STABLE(),
                new GMS().setJoinTimeout(1_000).printLocalAddress(false).setLeaveTimeout(1_000),
                new UFC().setMaxCredits(CREDITS),
                new MFC().setMaxCredits(CREDITS),
                new FRAG4());
    }

    /** Hands messages to the peer. */
    private record Handover(BarePeer peer) implements Receiver {

        @Override
        public void receive(Message message) {
            try {
                peer.received(message.getArray(), message.getOffset(), message.getLength());
            } catch (Exception e) { // what the library throws; the driver will miss the event
                LOG.error("A message could not be handled", e);
            }
        }
    }
}
