package org.example.chat;

import dev.patchbay.event.EventBus;
import dev.patchbay.node.Node;
import dev.patchbay.room.Answer;
import dev.patchbay.room.Rooms;
import dev.patchbay.rpc.CallContext;
import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Description;
import dev.patchbay.schema.Length;
import dev.patchbay.session.RequiresRole;
import dev.patchbay.session.Sessions;
import dev.patchbay.session.User;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the page calls: come in under a name, say something, see what was said before. */
@ProviderName("chat")
@Component
public final class ChatProvider implements Provider {

    /** The role of whoever came in. */
    static final String GUEST = "chat.guest";

    private static final Set<String> ALWAYS_THERE = Set.of("Kitchen", "Lobby", "Workshop");
    private static final long SESSION_IN_MS = 24 * 60 * 60 * 1000L;
    private static final int NO_NAME = 1;

    private final Rooms rooms;
    private final EventBus events;
    private final Sessions sessions;
    private final Node node;
    private final History history;

    @Activate
    public ChatProvider(
            @Reference Rooms rooms,
            @Reference EventBus events,
            @Reference Sessions sessions,
            @Reference Node node,
            @Reference History history) {
        this.rooms = rooms;
        this.events = events;
        this.sessions = sessions;
        this.node = node;
        this.history = history;
    }

    /**
     * Somebody who came in.
     *
     * @param token what {@code session.login} takes, good for a day
     */
    public record Guest(String token, String name, String node) {}

    /**
     * A room.
     *
     * @param present how many are in it on all nodes
     */
    public record Room(String name, int present) {}

    @RpcMethod
    @Description("Comes in under a name; sign in with the token.")
    public Guest enter(@Description("What others see") @Length(min = 1, max = 24) String name) throws CallException {
        String visible = name.strip();
        if (visible.isEmpty()) {
            throw new CallException(NO_NAME, "Expected a name that can be seen, got only blanks");
        }
        User guest = new User("chat-" + UUID.randomUUID(), visible, Set.of(GUEST));
        return new Guest(sessions.issue(guest, SESSION_IN_MS), visible, node.name());
    }

    @RpcMethod
    @RequiresRole(GUEST)
    @Description("Says something to everybody in a room, on every node.")
    public ChatMessage say(
            @Length(min = 1, max = 64) String room, @Length(min = 1, max = 2000) String text, CallContext context) {
        ChatMessage message = new ChatMessage(
                UUID.randomUUID().toString(),
                room,
                context.user().username(),
                text,
                Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                node.name());
        Map<String, Object> properties = Map.of(
                "id", message.id(),
                "room", message.room(),
                "from", message.from(),
                "text", message.text(),
                "time", message.time(),
                "node", message.node());
        rooms.say(Answer.toRoom(room, "chat", properties));
        events.publish(History.SAID, properties);
        return message;
    }

    @RpcMethod
    @Description("The last messages of a room, oldest first.")
    public List<ChatMessage> history(String room) {
        return history.of(room);
    }

    @RpcMethod
    @Description("The rooms: three that are always there, and those something was said in.")
    public List<Room> rooms() {
        Set<String> names = new TreeSet<>(ALWAYS_THERE);
        names.addAll(history.rooms());
        names.addAll(rooms.handler().rooms());
        return names.stream()
                .map(name -> new Room(name, rooms.present(name).size()))
                .toList();
    }
}
