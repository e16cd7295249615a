package dev.patchbay.shell.internal.command;

import dev.patchbay.room.Rooms;
import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the rooms, or who is in one. */
@Descriptor("""
        rooms [ROOM]
        List the rooms of this node, or who is in one on all nodes.
        Who did not sign in is in a room but not listed.""")
@GogoCommand(scope = ShellCommand.SCOPE, function = "rooms")
@Component(service = ShellCommand.class)
public final class RoomsCommand extends ShellCommand {

    private final Rooms rooms;

    @Activate
    public RoomsCommand(@Reference Rooms rooms) {
        this.rooms = rooms;
    }

    @Override
    public List<String> candidates() {
        return rooms.handler().rooms();
    }

    @Override
    protected void run(Words words, Screen screen) throws Exception {
        List<String> typed = words.rest();
        if (typed.isEmpty()) {
            screen.table(list());
        } else {
            screen.table(present(String.join(" ", typed)));
        }
    }

    private Table list() {
        Table table = new Table("ROOM", "PRESENT ON ALL NODES");
        for (String room : rooms.handler().rooms()) {
            table.row(room, Integer.toString(rooms.present(room).size()));
        }
        return table;
    }

    private Table present(String room) {
        Table table = new Table("USER", "NODE");
        rooms.present(room).forEach(present -> table.row(present.username(), present.node()));
        return table;
    }
}
