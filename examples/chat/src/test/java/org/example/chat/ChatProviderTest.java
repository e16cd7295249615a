package org.example.chat;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Handshake;
import dev.patchbay.node.Node;
import dev.patchbay.room.Answer;
import dev.patchbay.room.Present;
import dev.patchbay.room.RoomHandler;
import dev.patchbay.room.Rooms;
import dev.patchbay.rpc.CallContext;
import dev.patchbay.rpc.CallException;
import dev.patchbay.session.Sessions;
import dev.patchbay.session.User;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;

public class ChatProviderTest {

    private record East() implements Node {

        @Override
        public String name() {
            return "east";
        }

        @Override
        public String version() {
            return "test";
        }

        @Override
        public Path home() {
            return Path.of(".");
        }

        @Override
        public Instant startedAt() {
            return Instant.EPOCH;
        }

        @Override
        public void stop() {
            throw new UnsupportedOperationException();
        }
    }

    private static final class FakeSessions implements Sessions {

        private final Map<String, User> issued = new HashMap<>();

        @Override
        public Optional<User> userOf(String token) {
            return Optional.ofNullable(issued.get(token));
        }

        @Override
        public Optional<User> userOf(String username, String password) {
            return Optional.empty();
        }

        @Override
        public Optional<User> userOf(Handshake handshake) {
            return Optional.empty();
        }

        @Override
        public String issue(User user, long lifeInMs) {
            String token = "token " + issued.size();
            issued.put(token, user);
            return token;
        }
    }

    private static final class FakeRooms implements Rooms {

        private final List<Answer> said = new ArrayList<>();

        /** Knows one room, and nothing else is asked of it here. */
        @Override
        public RoomHandler handler() {
            return (RoomHandler) Proxy.newProxyInstance(
                    RoomHandler.class.getClassLoader(),
                    new Class<?>[] {RoomHandler.class},
                    (self, method, arguments) -> {
                        assertEquals("rooms", method.getName());
                        return List.of("Attic");
                    });
        }

        @Override
        public void say(Answer answer) {
            said.add(answer);
        }

        @Override
        public List<Present> present(String room) {
            return room.equals("Attic") ? List.of(new Present("eve", "west"), new Present("ada", "east")) : List.of();
        }
    }

    private record Context(String name, User user, Optional<Connection> connection, Map<String, Object> attributes)
            implements CallContext {}

    private final FakeRooms rooms = new FakeRooms();
    private final FakeBus bus = new FakeBus();
    private final FakeSessions sessions = new FakeSessions();
    private final ChatProvider chat = new ChatProvider(rooms, bus, sessions, new East(), new History(bus));

    @Test
    public void whoComesInIsKnownByHisTokenUnderTheNameHeGave() throws Exception {
        ChatProvider.Guest guest = chat.enter(" Ada ");
        User user = sessions.userOf(guest.token()).orElseThrow();
        assertEquals("Ada", guest.name());
        assertEquals("Ada", user.username());
        assertTrue(user.hasRole(ChatProvider.GUEST));
        assertEquals("east", guest.node());
    }

    @Test
    public void twoOfOneNameAreTwoUsers() throws Exception {
        chat.enter("Ada");
        chat.enter("Ada");
        assertEquals(
                2, sessions.issued.values().stream().map(User::id).distinct().count());
    }

    @Test
    public void aNameNobodySeesIsRefused() {
        assertThrows(CallException.class, () -> chat.enter("  "));
    }

    @Test
    public void whatIsSaidReachesTheRoomAndTheHistory() {
        User ada = new User("1", "Ada", Set.of(ChatProvider.GUEST));
        ChatMessage message = chat.say("Attic", "Grüße", new Context("chat.say", ada, Optional.empty(), Map.of()));
        assertEquals("Ada", message.from());
        Answer answer = rooms.said.get(0);
        assertEquals(new Answer.Target.Room("Attic"), answer.target());
        assertEquals("Grüße", ((Map<?, ?>) answer.data()).get("text"));
        assertEquals(List.of(message), chat.history("Attic"));
    }

    @Test
    public void roomsAreThoseAlwaysThereThoseSpokenInAndThoseWithPeople() {
        bus.publish(
                History.SAID,
                Map.of("id", "1", "room", "Cellar", "from", "a", "text", "b", "time", "now", "node", "west"));
        assertEquals(
                List.of("Attic", "Cellar", "Kitchen", "Lobby", "Workshop"),
                chat.rooms().stream().map(ChatProvider.Room::name).toList());
        assertEquals(2, chat.rooms().get(0).present());
    }
}
