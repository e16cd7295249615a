package dev.patchbay.room;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What members of a room are told. */
public sealed interface RoomContent {

    /**
     * Something somebody, or a task, said.
     *
     * @param task what it answers or is about; the word by which clients tell messages apart
     * @param data plain Java types
     */
    record Said(String task, @Nullable Object data) implements RoomContent {}

    /** Somebody who signed in has come. */
    record Joined(String room, String username) implements RoomContent {}

    /** Somebody who signed in has gone. */
    record Left(String room, String username) implements RoomContent {}

    /** The user names in the room on this node, as {@link RoomHandler#usersIn} gives them. */
    record UserList(String room, List<String> usernames) implements RoomContent {

        public UserList {
            usernames = List.copyOf(usernames);
        }
    }

    /** Everybody in the room on every node, as {@link Rooms#present} gives them. */
    record PresentList(String room, List<Present> present) implements RoomContent {

        public PresentList {
            present = List.copyOf(present);
        }
    }
}
