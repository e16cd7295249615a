package dev.patchbay.cluster.jgroups.internal;

import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterLink;
import dev.patchbay.cluster.spi.ClusterReceiver;
import dev.patchbay.cluster.spi.ClusterTransportException;
import dev.patchbay.cluster.spi.OutgoingEvent;
import java.io.IOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.MergeView;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node's JGroups channel. */
final class JGroupsLink implements ClusterLink, Receiver {

    private static final Logger LOG = LoggerFactory.getLogger(JGroupsLink.class);

    /** Envelopes are joined up to this size; larger ones travel alone. */
    private static final int MESSAGE_CHARS = 256 * 1024;

    private final ClusterNode self;
    private final Names names;
    private final Hosts hosts;
    private final JChannel channel;
    private final ClusterReceiver receiver;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** Whether this is the joiner's to tell; guarded by this. */
    private boolean joining = true;

    /** Why this node is not part of the cluster though it has a link; null while it is. Written under the lock. */
    private volatile @Nullable String excluded;

    private JGroupsLink(Names names, Hosts hosts, JChannel channel, ClusterReceiver receiver) {
        this.self = names.self().node();
        this.names = names;
        this.hosts = hosts;
        this.channel = channel;
        this.receiver = receiver;
        names.whenLost(this::exclude);
    }

    static JGroupsLink join(Names names, Hosts hosts, JChannel channel, String group, ClusterReceiver receiver)
            throws ClusterTransportException {
        JGroupsLink link = new JGroupsLink(names, hosts, channel, receiver);
        channel.setReceiver(link);
        hosts.find();
        try {
            channel.connect(group);
        } catch (Exception e) { // what JChannel declares
            link.close();
            throw new ClusterTransportException(reason(link.self, e), e);
        }
        String excluded = link.joined();
        if (excluded != null) {
            link.close();
            throw new ClusterTransportException(excluded);
        }
        return link;
    }

    /** From now on an exclusion is told by this; null when there was none before. */
    private synchronized @Nullable String joined() {
        joining = false;
        return excluded;
    }

    private static String reason(ClusterNode self, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return "Node " + self.name() + " cannot listen at " + self.address() + ": " + cause.getMessage()
                        + "; is another node running there, and is this address this machine's?";
            }
        }
        return "Node " + self.name() + " cannot join at " + self.address() + ": " + failure;
    }

    /** For tests, which cut it off. */
    JChannel channel() {
        return channel;
    }

    @Override
    public void send(OutgoingEvent event) throws IOException, InterruptedException {
        send(List.of(event), event.envelope().length());
    }

    @Override
    public void sendAll(List<OutgoingEvent> events) throws IOException, InterruptedException {
        int first = 0;
        int length = 0;
        for (int i = 0; i < events.size(); i++) {
            int more = events.get(i).envelope().length();
            if (i > first && length + 1 + more > MESSAGE_CHARS) {
                send(events.subList(first, i), length);
                first = i;
            }
            length = i == first ? more : length + 1 + more;
        }
        send(events.subList(first, events.size()), length);
    }

    /** Sends them in one message of this length, a line for each. */
    private void send(List<OutgoingEvent> events, int length) throws IOException, InterruptedException {
        if (excluded != null) {
            throw new IOException("this node is not part of the cluster, since another one has its name");
        }
        Message message = new BytesMessage(null, lines(events, length)).setFlag(Message.TransientFlag.DONT_LOOPBACK);
        try {
            channel.send(message);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) { // what JChannel declares
            throw new IOException("JGroups did not take the message: " + e, e);
        }
    }

    @SuppressWarnings("deprecation") // the one way from text to bytes that makes no copy between; envelopes are ASCII
    private static byte[] lines(List<OutgoingEvent> events, int length) {
        byte[] lines = new byte[length];
        int at = 0;
        for (OutgoingEvent event : events) {
            if (at > 0) {
                lines[at++] = '\n';
            }
            String envelope = event.envelope();
            envelope.getBytes(0, envelope.length(), lines, at);
            at += envelope.length();
        }
        return lines;
    }

    @Override
    public void receive(Message message) {
        String envelopes =
                new String(message.getArray(), message.getOffset(), message.getLength(), StandardCharsets.ISO_8859_1);
        receiver.received(Member.node(message.getSrc()).name(), envelopes);
    }

    @Override
    public void viewAccepted(View view) {
        if (ended.get()) {
            return;
        }
        names.present(view.getMembers());
        Map<String, Address> owners = Member.owners(view.getMembers());
        for (Address member : view.getMembers()) {
            ClusterNode node = Member.node(member);
            ClusterNode first = Member.node(owners.getOrDefault(node.name(), member));
            if (!first.equals(node) && !node.equals(self)) {
                names.twins(first, node);
            }
        }
        Address owner = owners.getOrDefault(self.name(), channel.getAddress());
        if (owner.equals(channel.getAddress()) || isGhost(owner, view)) {
            receiver.nodesChanged(Member.nodes(view.getMembers()));
        } else {
            exclude(Member.node(owner));
        }
    }

    /**
     * Whether that is what a crash has left of this node: it has this one's address and was there before this one
     * joined, even if by a clock that was set back since it is the younger.
     */
    private boolean isGhost(Address owner, View view) {
        List<Address> members = view.getMembers();
        return !(view instanceof MergeView)
                && Member.node(owner).equals(self)
                && members.indexOf(owner) < members.indexOf(channel.getAddress());
    }

    /** Leaves the channel on a thread of its own, since JGroups must not be closed by one of its threads. */
    private void exclude(ClusterNode first) {
        String why = "Another node is named " + self.name() + " too: it is at " + first.address() + ", this one at "
                + self.address() + "; this one does not take part. Give it another name";
        if (isNewlyExcluded(why)) {
            receiver.nodesChanged(List.of(self));
            Thread leaving = new Thread(this::close, "patchbay-jgroups-leave");
            leaving.setDaemon(true);
            leaving.start();
        }
    }

    private synchronized boolean isNewlyExcluded(String why) {
        if (excluded != null || ended.get()) {
            return false;
        }
        excluded = why;
        if (!joining) {
            LOG.error(why);
        }
        return true;
    }

    @Override
    public void close() {
        if (ended.compareAndSet(false, true)) {
            hosts.close();
            channel.close();
        }
    }
}
