package dev.patchbay.room;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Rooms across the cluster: how everybody but a room handler meets them. Thread-safe; returns at once. */
@ProviderType
public interface Rooms {

    /** The rooms of this node. */
    RoomHandler handler();

    /**
     * Answers somebody. Rooms, users and everybody are reached on every node of the cluster, a cid only on this one.
     *
     * @throws IllegalArgumentException when the target is a cid nobody is registered by, or the data cannot be expressed
     *     in JSON
     */
    void say(Answer answer);

    /**
     * Everybody in a room who signed in, one entry for each member, on every node that can be reached: this node's
     * first, then the other nodes by name. Right again within seconds of a node's leaving, coming or coming back.
     */
    List<Present> present(String room);
}
