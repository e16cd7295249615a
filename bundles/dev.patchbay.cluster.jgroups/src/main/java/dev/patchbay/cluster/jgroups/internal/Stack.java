package dev.patchbay.cluster.jgroups.internal;

import dev.patchbay.cluster.spi.ClusterTransportException;
import java.util.List;
import org.jgroups.JChannel;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FRAG4;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.PerDestinationBundler;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.IpAddress;
import org.jgroups.stack.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Builds the stack of protocols for one join.
 *
 * <p>There is no FD_SOCK2 in it: it would need a second port. Its work, noticing at once that a process has died, is
 * done by the transport, which reports a connection that was cut ({@code enableSuspectEvents}).
 */
final class Stack {

    private static final int CONNECT_TIMEOUT_IN_MS = 1_000;

    /** How long a merge waits for a part that does not answer; the next attempt comes after it. */
    private static final int MERGE_TIMEOUT_IN_MS = 2_000;

    /** Bytes that may be on their way to one node before a sender is held. */
    static final long CREDITS = 2_000_000;

    /**
     * Messages that may wait in JGroups for one receiver. It drops what is more and sends that again a second later, so
     * this must hold all that the credits allow: the smallest envelope has 34 bytes.
     */
    private static final int QUEUE = 65_536;

    private static final int MOST_THREADS = 16;

    /**
     * A node whose request to join is not answered asks again, without end: were it to begin a part of its own, a node
     * with another list of members could draw others out of theirs when the two merge.
     */
    private static final int JOIN_ATTEMPTS = 0;

    private final JGroupsTransport.Config config;
    private final Names names;
    private final Hosts hosts;
    private final @Nullable Seal seal;

    Stack(JGroupsTransport.Config config, Names names, Hosts hosts, @Nullable Seal seal) {
        this.config = config;
        this.names = names;
        this.hosts = hosts;
        this.seal = seal;
    }

    /** @param here where this node listens */
    JChannel channel(IpAddress here) throws ClusterTransportException {
        List<Protocol> protocols = List.of(
                transport(here),
                new TCPPING()
                        .setInitialHosts2(hosts.known())
                        .setPortRange(0)
                        .asyncDiscovery(true)
                        .returnEntireCache(true), // or else a merge leaves out those it was told no address of
                new MERGE3()
                        .setMinInterval(0) // or else it refuses a maximum below its own minimum of 1,000
                        .setMaxInterval(config.mergeIntervalInMs())
                        .setMinInterval(config.mergeIntervalInMs() / 3),
                new FD_ALL3().setInterval(config.heartbeatIntervalInMs()).setTimeout(config.heartbeatTimeoutInMs()),
                new VERIFY_SUSPECT2().setTimeout(config.heartbeatIntervalInMs()),
                new NAKACK2().useMcastXmit(false),
                new UNICAST3(),
                new STABLE(),
                new GMS()
                        .setJoinTimeout(config.joinTimeoutInMs())
                        .setMaxJoinAttempts(JOIN_ATTEMPTS)
                        .printLocalAddress(false)
                        .setLeaveTimeout(1_000)
                        .setMergeTimeout(MERGE_TIMEOUT_IN_MS),
                new UFC().setMaxCredits(CREDITS),
                new MFC().setMaxCredits(CREDITS),
                new FRAG4());
        try {
            JChannel channel = new JChannel(protocols).name(names.self().node().name());
            return channel.addAddressGenerator(() -> Member.address(names.self()));
        } catch (Exception e) { // what JChannel declares
            throw new ClusterTransportException("JGroups does not take its settings (section jgroups): " + e, e);
        }
    }

    private TCP transport(IpAddress here) {
        TCP tcp = new DialingTcp(new GuardedSockets(seal, names, config.heartbeatTimeoutInMs()));
        tcp.setBindAddress(here.getIpAddress()).setBindPort(here.getPort()).setPortRange(0);
        tcp.setSockConnTimeout(CONNECT_TIMEOUT_IN_MS);
        tcp.tcpNodelay(true).logDetails(false).enableSuspectEvents(true);
        PerDestinationBundler queues = new PerDestinationBundler();
        queues.setCapacity(QUEUE);
        tcp.setBundler(queues);
        tcp.useVirtualThreads(false);
        tcp.getThreadPool().setMaxThreads(MOST_THREADS);
        tcp.setThreadFactory(new NamedThreads(names.self().node().name()));
        return tcp;
    }
}
