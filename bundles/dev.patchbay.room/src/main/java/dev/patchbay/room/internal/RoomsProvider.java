package dev.patchbay.room.internal;

import dev.patchbay.room.Present;
import dev.patchbay.room.Rooms;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.Queryable;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Description;
import dev.patchbay.session.RequiresRole;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who is where, for the shell and the command line. */
@ProviderName("rooms")
@RequiresRole("admin")
@Component
public final class RoomsProvider implements Provider {

    private final Rooms rooms;

    @Activate
    public RoomsProvider(@Reference Rooms rooms) {
        this.rooms = rooms;
    }

    /**
     * A room of this node.
     *
     * @param here how many who signed in are in it on this node
     * @param everywhere how many are on every node
     */
    public record RoomDescription(String room, int here, int everywhere) {}

    /** Sorted by name. */
    @RpcMethod
    @Queryable(id = "room")
    @Description("The rooms of this node, and how many who signed in are in each, here and on every node.")
    public List<RoomDescription> list() {
        return rooms.handler().rooms().stream().map(this::describe).toList();
    }

    private RoomDescription describe(String room) {
        return new RoomDescription(
                room, rooms.handler().usersIn(room).size(), rooms.present(room).size());
    }

    /** As {@link Rooms#present} gives them. */
    @RpcMethod
    @Description("Who is in a room, by node: this one's first.")
    public List<Present> present(String room) {
        return rooms.present(room);
    }
}
