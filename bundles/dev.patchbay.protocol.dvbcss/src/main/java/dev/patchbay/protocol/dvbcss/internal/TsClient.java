package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.dvbcss.AptEptLpt;
import dev.patchbay.dvbcss.ControlTimestamp;
import dev.patchbay.dvbcss.SetupData;
import dev.patchbay.dvbcss.TimelineClient;
import dev.patchbay.endpoint.Connection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client of CSS-TS: what it asked for, what it said, and what it was told last. Thread-safe. */
final class TsClient {

    private static final Logger LOG = LoggerFactory.getLogger(TsClient.class);

    private final Connection connection;

    /** Set once, by the first setup data; null until then. */
    private volatile @Nullable SetupData setup;

    private volatile @Nullable AptEptLpt presentationTimestamps;

    /** Said, and listeners have not heard it yet; a newer one takes its place. */
    private final AtomicReference<@Nullable AptEptLpt> unheard = new AtomicReference<>();

    /** Written by the timeline thread. */
    private volatile @Nullable ControlTimestamp told;

    private volatile boolean gone;

    TsClient(Connection connection) {
        this.connection = connection;
    }

    @Nullable
    SetupData setup() {
        return setup;
    }

    void setUp(SetupData data) {
        setup = data;
    }

    /**
     * Keeps what it said.
     *
     * @return whether listeners have heard all it said before, so that they are to be told of this
     */
    boolean say(AptEptLpt timestamps) {
        presentationTimestamps = timestamps;
        return unheard.getAndSet(timestamps) == null;
    }

    /** What listeners are to be told that it said; null when they know. */
    @Nullable
    AptEptLpt hear() {
        return unheard.getAndSet(null);
    }

    void leave() {
        gone = true;
    }

    boolean isGone() {
        return gone;
    }

    /**
     * Tells it where its timeline is, unless it knows; for the timeline thread. A connection that fails harms no other.
     */
    void tell(Position position) {
        ControlTimestamp before = told;
        if (before != null && !before.differsFrom(position.timestamp())) {
            return;
        }
        told = position.timestamp();
        try {
            connection.post(position.message());
        } catch (RuntimeException e) {
            LOG.warn("{} failed to take a control timestamp; the next one is tried again", connection.id(), e);
        }
    }

    /** As programs see it; empty before the setup data. */
    Optional<TimelineClient> snapshot() {
        SetupData data = setup;
        return data == null
                ? Optional.empty()
                : Optional.of(new TimelineClient(connection.id(), data, told, presentationTimestamps));
    }
}
