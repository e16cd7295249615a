package dev.patchbay.itests;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import dev.patchbay.endpoint.Connections;
import dev.patchbay.itests.plugin.StrangeRooms;
import dev.patchbay.itests.plugin.StrangeSessions;
import dev.patchbay.naming.OriginalId;
import dev.patchbay.room.RoomHandler;
import dev.patchbay.session.spi.SessionManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** A session manager and a room handler dropped in take the place of the node's own, for pages that are connected. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ReplacementIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PLUGIN = "org.example.plugin";
    private static final String ID = "org.example.rooms/StrangeRooms";

    private static final String OF_ANN = "{\"msgtype\":\"user_list\",\"data\":[\"ann\"]}";
    private static final String OF_NOBODY = "{\"msgtype\":\"user_list\",\"data\":[]}";
    private static final String OF_STRANGE_ANN = "{\"msgtype\":\"user_list\",\"data\":[\"strange session-of-ann\"]}";
    private static final String OF_STRANGE_ROOM = "{\"msgtype\":\"user_list\",\"data\":[\"strange room\"]}";

    private static final String SETTINGS = "{\"http\": {\"port\": 0}, \"zephserver\": {}, \"session\": {\"sessions\":"
            + " {\"session-of-ann\": {\"id\": 1, \"username\": \"ann\"}}}%s}";

    private final Host host = new Host();
    private Page page;

    @Configuration
    public Option[] configuration() {
        return new Option[] {Distribution.with(SETTINGS.formatted(""))};
    }

    /** A page in a room of its own; remembers the user lists it is told. */
    private static final class Page implements WebSocket.Listener {

        private final String room = UUID.randomUUID().toString();
        private final BlockingQueue<String> lists = new LinkedBlockingQueue<>();
        private final WebSocket socket;

        Page(URI uri) {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(uri, this)
                    .join();
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            if (text.toString().contains("user_list")) {
                lists.add(text.toString());
            }
            from.request(1);
            return null;
        }

        void send(String text) {
            socket.sendText(text, true).join();
        }

        /** What the room's list is for somebody who says hello with that session id. */
        String listAfterHello(String sessionId) throws InterruptedException {
            send("{\"session_id\": \"%s\", \"room\": \"%s\"}".formatted(sessionId, room));
            return lists.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        /** What the client of the original sends all by itself. */
        void ping() {
            send("{\"task\": \"TaskPing\", \"data\": {}}");
        }
    }

    @Before
    public void connect() {
        Connections connections = host.service(Connections.class);
        List<String> listening = await().atMost(PATIENCE).until(connections::listening, urls -> !urls.isEmpty());
        URI uri = URI.create(listening.get(0).replaceFirst("http", "ws")).resolve("/ws");
        page = await().atMost(PATIENCE).ignoreExceptions().until(() -> new Page(uri), Page.class::isInstance);
    }

    @After
    public void emptyTheFolder() throws Exception {
        page.socket.abort();
        Files.writeString(host.home().resolve("patchbay.json"), SETTINGS.formatted(""));
        try (Stream<Path> files = Files.list(host.deploy())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        await().atMost(PATIENCE).until(() -> host.bundle(PLUGIN).isEmpty());
    }

    private static PluginJar sessions(int ranking) {
        return PluginJar.of(StrangeSessions.class, SessionManager.class)
                .importing("dev.patchbay.session.spi,dev.patchbay.endpoint")
                .property("service.ranking", ranking);
    }

    private static PluginJar rooms(int ranking) {
        return PluginJar.of(StrangeRooms.class, RoomHandler.class)
                .importing("dev.patchbay.room")
                .property("service.ranking", ranking)
                .property(OriginalId.PROPERTY, ID);
    }

    private void awaitListAfterHello(String list) {
        await().atMost(PATIENCE).until(() -> page.listAfterHello("session-of-ann"), list::equals);
    }

    @Test
    public void aSessionManagerOfHigherRankingIsAskedUntilItLeaves() throws Exception {
        assertEquals(OF_ANN, page.listAfterHello("session-of-ann"));
        assertEquals(OF_NOBODY, page.listAfterHello("session-of-bob"));
        Path file = sessions(100).into(host.deploy(), "sessions.jar");
        awaitListAfterHello(OF_STRANGE_ANN);
        Files.delete(file);
        awaitListAfterHello(OF_ANN);
        assertEquals(OF_NOBODY, page.listAfterHello("session-of-bob"));
    }

    @Test
    public void aSessionManagerOfLowerRankingIsNotAsked() throws Exception {
        sessions(-1).into(host.deploy(), "sessions.jar");
        awaitOffered(SessionManager.class, 2);
        assertEquals(OF_ANN, page.listAfterHello("session-of-ann"));
        assertEquals(OF_NOBODY, page.listAfterHello("session-of-bob"));
    }

    private void awaitOffered(Class<?> type, int count) {
        await().atMost(PATIENCE).until(() -> {
            var references = host.context().getAllServiceReferences(type.getName(), null);
            return references != null && references.length == count;
        });
    }

    /** A connected page is moved with its next message, and nobody has to say hello again. */
    @Test
    public void aRoomHandlerOfHigherRankingHasTheRoomsUntilItLeaves() throws Exception {
        assertEquals(OF_ANN, page.listAfterHello("session-of-ann"));
        Path file = rooms(100).into(host.deploy(), "rooms.jar");
        awaitListAfterPing(OF_STRANGE_ROOM);
        assertEquals(OF_STRANGE_ROOM, page.listAfterHello("session-of-ann"));
        Files.delete(file);
        awaitListAfterPing(OF_ANN);
        assertEquals(OF_ANN, page.listAfterHello("session-of-ann"));
        assertFalse(page.socket.isInputClosed());
    }

    /** A page that is in its room already is told nothing by a ping. */
    private void awaitListAfterPing(String list) {
        await().atMost(PATIENCE).until(() -> {
            page.ping();
            return list.equals(page.lists.poll(50, TimeUnit.MILLISECONDS));
        });
    }

    @Test
    public void aRoomHandlerOfLowerRankingHasTheRoomsOnlyWhenTheSettingsNameIt() throws Exception {
        rooms(-1).into(host.deploy(), "rooms.jar");
        awaitOffered(RoomHandler.class, 2);
        assertEquals(OF_ANN, page.listAfterHello("session-of-ann"));
        Path settings = host.home().resolve("patchbay.json");
        Files.writeString(settings, SETTINGS.formatted(", \"MY_ROOM_HANDLER\": \"" + ID + "\""));
        awaitListAfterPing(OF_STRANGE_ROOM);
        Files.writeString(settings, SETTINGS.formatted(""));
        awaitListAfterPing(OF_ANN);
    }
}
