package dev.patchbay.event;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told whether anybody would hear an event; see {@link EventBus#watch}. */
@ConsumerType
public interface Demand {

    /** Somebody subscribed, and nobody did before. Called one at a time, on a thread that may block for a while. */
    void onWanted();

    /** The last one left. Called likewise, never before {@link #onWanted}. */
    void onUnwanted();
}
