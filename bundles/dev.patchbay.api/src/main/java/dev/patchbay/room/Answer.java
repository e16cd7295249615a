package dev.patchbay.room;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to say, and to whom.
 *
 * @param task the word by which clients tell messages apart
 * @param data records or plain Java types
 */
public record Answer(String task, @Nullable Object data, Target target) {

    /** To whom. */
    public sealed interface Target {

        /** Everybody in a room, on every node. */
        record Room(String room) implements Target {}

        /** Every connection of these users, by {@link dev.patchbay.session.User#id}, on every node. */
        record Users(List<String> ids) implements Target {

            public Users {
                ids = List.copyOf(ids);
            }
        }

        /** Everybody on every node. */
        record All() implements Target {}

        /** One member, on this node. */
        record Cid(String cid) implements Target {}

        /** Everybody in a member's room on every node, but not that member. */
        record Others(String cid) implements Target {}
    }

    public static Answer toRoom(String room, String task, @Nullable Object data) {
        return new Answer(task, data, new Target.Room(room));
    }

    public static Answer toUsers(List<String> ids, String task, @Nullable Object data) {
        return new Answer(task, data, new Target.Users(ids));
    }

    public static Answer toAll(String task, @Nullable Object data) {
        return new Answer(task, data, new Target.All());
    }

    public static Answer toCid(String cid, String task, @Nullable Object data) {
        return new Answer(task, data, new Target.Cid(cid));
    }

    public static Answer toOthers(String cid, String task, @Nullable Object data) {
        return new Answer(task, data, new Target.Others(cid));
    }
}
