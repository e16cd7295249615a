package dev.patchbay.dvbcss.spi;

import dev.patchbay.dvbcss.AptEptLpt;
import dev.patchbay.dvbcss.TimelineClient;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told about the clients of CSS-TS: publish it as a service. What concerns one client comes in order, one call at a
 * time; calls about several may overlap. Nothing here may block. What it throws is logged, and changes nothing.
 */
@ConsumerType
public interface TimelineClientListener {

    /** It has said what it wants to follow, and has been told nothing yet. */
    default void onSetup(TimelineClient client) {}

    /**
     * It has said when it shows, and could show, what. If it said more before anybody was told, this is the newest.
     *
     * @param timestamps also those of the client
     */
    default void onPresentationTimestamps(TimelineClient client, AptEptLpt timestamps) {}

    /** It has gone, after {@link #onSetup}; called once. */
    default void onLeave(TimelineClient client) {}
}
