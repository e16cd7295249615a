package dev.patchbay.protocol.jsonrpc.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.json.Json;
import dev.patchbay.room.Answer;
import dev.patchbay.session.User;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.Before;
import org.junit.Test;

/** Keeps {@code docs/protocol-jsonrpc.md} and the code in step. */
public class ProtocolDocumentTest {

    private static final Path DOCUMENT = Path.of(System.getProperty("basedir", "."), "../../docs/protocol-jsonrpc.md");

    /** Stands in the document for a value that is left out. */
    private static final String LEFT_OUT = "…";

    private final FakeEvents events = new FakeEvents();
    private FakeRooms rooms;
    private String document;

    @Before
    public void readTheDocument() throws IOException {
        document = Files.readString(DOCUMENT);
        events.skipTo(41);
    }

    /** The node the document talks about. */
    private Peer connect() {
        rooms = new FakeRooms();
        rooms.isElsewhere("max");
        Peer peer = new Peer(events, rooms, new RoomForms());
        User zoe = new User("7", "zoe", Set.of("lab"));
        peer.sessions.knows("zoes-token", zoe);
        peer.sessions.knowsPassword("zoes-password", zoe);
        peer.dispatcher.method("clock.now", request -> "2026-11-20T10:30:00+01:00");
        peer.dispatcher.failingMethod(
                "clock.stop",
                Failure.of(Failure.Kind.UNKNOWN_NAME, "The provider 'clock' has no method 'stop'; it has now"));
        peer.dispatcher.task("hello", ProtocolDocumentTest::greet);
        peer.dispatcher.failingTask(
                "backup", Failure.of(Failure.Kind.TIMED_OUT, "'backup' did not answer within 50 ms"));
        peer.dispatcher.failingTask(
                "restart",
                Failure.of(
                        Failure.Kind.NOT_SIGNED_IN,
                        "'restart' takes the role 'operator' and nobody is signed in; sign in first"));
        return peer;
    }

    private static void greet(Request request, Reply reply) {
        if (((Map<?, ?>) request.params()).get("name") instanceof String name) {
            reply.result(Map.of("text", "Hello, " + name + "!"));
        } else {
            String fault = "Value is [integer] but should be [string]";
            reply.failure(new Failure(
                    Failure.Kind.INVALID_INPUT,
                    0,
                    "The input of 'hello' does not match its schema: at /name: " + fault,
                    List.of(Map.of("path", "/name", "message", fault))));
        }
    }

    @Test
    public void everyConversationGoesAsWritten() {
        List<Conversation> conversations = Conversation.in(document);
        assertTrue("conversations: " + conversations.size(), conversations.size() >= 10);
        conversations.forEach(this::play);
    }

    private void play(Conversation conversation) {
        Peer peer = connect();
        for (Conversation.Turn turn : conversation.turns()) {
            if (turn.isToTheNode()) {
                peer.hearsNothing();
                peer.sayExactly(turn.text());
            } else {
                expect(Peer.plain(turn.text()), peer);
            }
        }
        peer.hearsNothing();
        peer.hangUp();
    }

    /** An event nobody has published yet is published now, and what has not happened in a room happens. */
    private void expect(Object expected, Peer peer) {
        if (expected instanceof Map<?, ?> message && "event".equals(message.get("method"))) {
            publishUnlessDone((Map<?, ?>) message.get("params"));
        }
        if (expected instanceof Map<?, ?> message
                && "room".equals(message.get("method"))
                && peer.connection.waiting() == 0) {
            happen((Map<?, ?>) message.get("params"));
        }
        Object actual = peer.hear();
        assertEquals(expected, withoutWhatIsLeftOut(expected, actual));
    }

    private void happen(Map<?, ?> inRoom) {
        String room = (String) inRoom.get("room");
        switch ((String) inRoom.get("kind")) {
            case "said" -> rooms.say(Answer.toRoom(room, (String) inRoom.get("task"), inRoom.get("data")));
            case "joined" -> rooms.comes(room, (String) inRoom.get("username"));
            case "left" -> rooms.goes((String) inRoom.get("username"));
            case "present" -> rooms.tellPresence(room);
            default -> throw new AssertionError("Expected something that can happen by itself, got " + inRoom);
        }
    }

    @SuppressWarnings("unchecked")
    private void publishUnlessDone(Map<?, ?> event) {
        if ((long) event.get("seq") > events.newest()) {
            events.publish((String) event.get("name"), (Map<String, Object>) event.get("data"));
        }
    }

    private static Object withoutWhatIsLeftOut(Object expected, Object actual) {
        if (LEFT_OUT.equals(expected)) {
            return LEFT_OUT;
        }
        if (expected instanceof Map<?, ?> names && actual instanceof Map<?, ?> object) {
            Map<Object, Object> shortened = new HashMap<>(object);
            shortened.replaceAll((name, value) -> withoutWhatIsLeftOut(names.get(name), value));
            return shortened;
        }
        return actual;
    }

    @Test
    public void everyErrorCodeIsInTheTableAndNoOther() throws Exception {
        Set<String> codes = new TreeSet<>();
        for (Field field : RpcError.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
                codes.add(String.valueOf(field.getInt(null)));
            }
        }

        assertEquals(codes, firstCells("\\| (-\\d+) \\|"));
    }

    @Test
    public void everySettingIsInTheTableWithItsDefault() {
        Set<String> rows = new TreeSet<>();
        for (Method setting : JsonRpcEndpoint.Config.class.getDeclaredMethods()) {
            rows.add("`" + setting.getName() + "` | `" + Json.write(plainDefault(setting)) + "`");
        }

        assertEquals(rows, firstCells("\\| (`[a-zA-Z]+` \\| `[^`]+`) \\|"));
    }

    private static Object plainDefault(Method setting) {
        Object value = setting.getDefaultValue();
        return value instanceof String[] texts ? Arrays.asList(texts) : value;
    }

    private Set<String> firstCells(String row) {
        Set<String> cells = new TreeSet<>();
        Pattern.compile("^" + row, Pattern.MULTILINE)
                .matcher(document)
                .results()
                .forEach(match -> cells.add(match.group(1)));
        return cells;
    }
}
