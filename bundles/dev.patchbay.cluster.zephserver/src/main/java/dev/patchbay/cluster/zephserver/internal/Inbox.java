package dev.patchbay.cluster.zephserver.internal;

import dev.patchbay.cluster.spi.ClusterReceiver;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sorts what comes: events for the cluster, parts of long ones, and what the transport says itself. Thread-safe. */
final class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    /** An original's word to its own listener; from anyone else it means nothing. */
    private static final String DUMMY = "dummy";

    private final String self;
    private final Map<String, Peer> peers;
    private final PartCollector parts;
    private final ClusterReceiver receiver;
    private final AtomicBoolean toldOfTwin = new AtomicBoolean();

    /** @param peers by name */
    Inbox(String self, Map<String, Peer> peers, PartCollector parts, ClusterReceiver receiver) {
        this.self = self;
        this.peers = peers;
        this.parts = parts;
        this.receiver = receiver;
    }

    /**
     * Takes one text.
     *
     * @param address whose it is
     */
    void take(String address, String text) {
        if (text.isBlank() || text.strip().equals(DUMMY)) {
            return;
        }
        Map<?, ?> envelope = envelopeIn(text);
        if (self.equals(envelope.get("source"))) {
            tellOfTwin(address);
            return;
        }
        sort(address, envelope, text);
        Peer peer = peers.get(String.valueOf(envelope.get("source")));
        if (peer != null && !Wire.BYE.equals(envelope.get("event"))) {
            peer.heard();
        }
    }

    /** Empty for junk. */
    private static Map<?, ?> envelopeIn(String text) {
        try {
            return Json.parse(text) instanceof Map<?, ?> map ? map : Map.of();
        } catch (JsonException e) {
            return Map.of();
        }
    }

    private void tellOfTwin(String address) {
        if (toldOfTwin.compareAndSet(false, true)) {
            LOG.error(
                    "A node at {} is also called {}; what it sends is dropped. Give one of the two another name.",
                    address,
                    self);
        }
    }

    private void sort(String address, Map<?, ?> envelope, String text) {
        Object event = envelope.get("event");
        if (Wire.MULTIPART.equals(event)) {
            whole(address, envelope).ifPresent(joined -> receiver.received(address, oneLine(joined)));
        } else if (Wire.BYE.equals(event)) {
            Optional.ofNullable(peers.get(String.valueOf(envelope.get("source"))))
                    .ifPresent(Peer::left);
        } else if (!Wire.PING.equals(event)) {
            receiver.received(address, oneLine(text));
        }
    }

    private Optional<String> whole(String address, Map<?, ?> envelope) {
        try {
            return parts.add(Part.from(envelope.get("data")));
        } catch (IllegalArgumentException e) {
            LOG.warn("A part of a long message from {} was dropped. {}", address, e.getMessage());
            return Optional.empty();
        }
    }

    /** A line end stands between envelopes; in JSON it can only be blank space. */
    private static String oneLine(String text) {
        return text.replace('\n', ' ').replace('\r', ' ');
    }
}
