package dev.patchbay.protocol.zephserver.internal;

import dev.patchbay.endpoint.CloseCode;
import dev.patchbay.endpoint.spi.MessageReceiver;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import dev.patchbay.session.User;
import dev.patchbay.session.spi.SessionManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The protocol with engines that are fakes, and clients that speak to it. */
final class Playground {

    final FakeDispatcher dispatcher = new FakeDispatcher();
    final FakeRooms rooms = new FakeRooms();
    private final Map<String, User> users = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, Object> config = new HashMap<>();
    private volatile Settings settings = Settings.of(Configs.config(Map.of()));
    private volatile @Nullable SessionManager manager = (connection, id) -> Optional.ofNullable(users.get(id));
    private final CurrentUser currentUser = new CurrentUser(() -> manager);
    final Router router = new Router(
            dispatcher, new TaskNames(id -> Optional.ofNullable(ids.get(id)), () -> settings.tasks()), () -> settings);

    private final Socket socket = new Socket(new FakeFramework().context(), rooms, currentUser, router, () -> settings);

    Playground() {
        users.put("session-of-alice", new User("1", "alice", Set.of("staff", "cook")));
        users.put("session-of-bob", new User("2", "bob", Set.of()));
    }

    void set(String key, Object value) {
        config.put(key, value);
        settings = Settings.of(Configs.config(config));
    }

    void id(String id, String taskName) {
        ids.put(id, taskName);
    }

    void ask(@Nullable SessionManager other) {
        manager = other;
    }

    Peer connect() {
        return new Peer();
    }

    /** Connects and says hello, with what a client gets for that read. */
    Peer inRoom(String room, @Nullable String sessionId) {
        Peer peer = connect();
        peer.hello(room, sessionId);
        peer.drain();
        return peer;
    }

    /** A client of the protocol; its messages are handled on the test's thread. */
    final class Peer {

        final FakeConnection connection = new FakeConnection();
        private final MessageReceiver receiver = socket.open(connection);

        void send(String text) {
            receiver.onText(connection, text);
        }

        void sendBinary() {
            receiver.onBinary(connection, new byte[] {1});
        }

        void hello(String room, @Nullable String sessionId) {
            Map<String, Object> hello = new HashMap<>(Map.of("room", room));
            if (sessionId != null) {
                hello.put("session_id", sessionId);
            }
            send(Json.write(hello));
        }

        void task(String name, @Nullable Object data) {
            Map<String, @Nullable Object> message = new HashMap<>();
            message.put("task", name);
            message.put("data", data);
            send(Json.write(message));
        }

        /** The next message; fails when there is none within 10 s. */
        Object next() throws Exception {
            String text = connection.sent().poll(10, TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("nothing came; closed with " + connection.closeCode());
            }
            return plain(text);
        }

        /** Everything that is there, without waiting. */
        List<Object> drain() {
            List<String> texts = new ArrayList<>();
            connection.sent().drainTo(texts);
            return texts.stream().map(Playground::plain).toList();
        }

        void close() {
            connection.close(CloseCode.ABNORMAL, "");
            receiver.onClosed(connection, CloseCode.ABNORMAL, "");
        }
    }

    static Object plain(String text) {
        try {
            return Json.parse(text);
        } catch (JsonException e) {
            throw new AssertionError(text, e);
        }
    }

    static Map<String, Object> join(String username) {
        return Map.of("msgtype", "join", "username", username, "data", " joined the chat room.");
    }

    static Map<String, Object> leave(String username) {
        return Map.of("msgtype", "leave", "username", username, "data", " left the chat room.");
    }

    static Map<String, Object> userList(String... usernames) {
        return Map.of("msgtype", "user_list", "data", List.of(usernames));
    }

    static Map<String, Object> answer(String task, Object data) {
        return Map.of("task", task, "data", data);
    }
}
