package dev.patchbay.room.internal;

import java.util.Set;

/** The other nodes, as presence sees them. Thread-safe; returns at once. */
interface Neighbours {

    /** This node's name. */
    String self();

    /** The names of the others that can be reached. */
    Set<String> names();

    /** Has all of them hear something, if nothing happens to it on the way. */
    void tell(String event, Object data);
}
