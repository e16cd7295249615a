package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** What clients of the original dispatcher see: logins, calls, events, services of their own, streams. */
public class DispatcherIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "correct horse";
    private static final String TIMESTAMP = "timestamp";

    /** As the original's is, but for the ports: the node's own is a free one, and serves the dispatcher's clients too. */
    private static final String ORIGINAL_FILE = """
            {
              "http": {"port": %d},
              "datastore": {"driver": "mongodb", "dsn": "mongodb://localhost"},
              "dispatcher": {
                "pidfile": "PIDFILE", "websocket-port": 0, "frontend-port": 0, "tls": false, "logging": "syslog",
                "plugin-dirs": ["PLUGINS", "/opt/nowhere/dispatcher-plugins"]
              },
              "etcd": {"pidfile": "/var/run/etcd.pid", "logging": "syslog", "plugin-dirs": ["/opt/nowhere/etcd"]},
              "cli": {"plugin-dirs": ["/opt/nowhere/cli"]}
            }""";

    private static NodeProcess node;
    private static int port;
    private static Path plugins;
    private static Path pidfile;

    @BeforeClass
    public static void startANodeWithUsers() throws Exception {
        plugins = Temporary.directory();
        pidfile = Temporary.directory().resolve("dispatcher.pid");
        node = NodeProcess.started(
                ORIGINAL_FILE.replace("PIDFILE", pidfile.toString()).replace("PLUGINS", plugins.toString()));
        port = node.port();
        addUser("root", "[\"admin\"]");
        addUser("guest", "[]");
    }

    private static void addUser(String name, String roles) throws Exception {
        NodeProcess.Outcome added = node.command("call", "user.add", name, PASSWORD, roles);
        assertEquals(added.err(), 0, added.exit());
    }

    @AfterClass
    public static void stopIt() throws Exception {
        if (node != null) {
            node.close();
        }
    }

    private static DispatcherClient root() throws Exception {
        return DispatcherClient.user(port, "root", PASSWORD);
    }

    @Test
    public void theOriginalsSettingsAreUnderstood() throws Exception {
        assertEquals(
                Long.toString(node.process().pid()), Files.readString(pidfile).strip());
        Path part = Files.copy(TaskJar.jobs(), plugins.resolve("lab.part"));
        Path folder = Files.createDirectories(plugins.resolve("more"));
        Files.move(part, folder.resolve("lab.jar"), StandardCopyOption.ATOMIC_MOVE);
        try (DispatcherClient client = root()) {
            await().atMost(PATIENCE)
                    .until(() -> client.call("discovery.get_tasks", "[]")
                            .getAsJsonObject()
                            .has("lab.Quick"));
            client.call("task.submit", "[\"lab.Quick\", [1]]");
        }
        assertTrue(node.log(), node.log().contains("mongodb"));
    }

    @Test
    public void everyGenerationOfClientsFindsItsPath() throws Exception {
        for (String path : List.of("/socket", "/dispatcher/socket")) {
            try (DispatcherClient client = new DispatcherClient(port, path)) {
                String address =
                        client.call("management.get_sender_address", "[]").getAsString();
                assertTrue(address, address.matches("127\\.0\\.0\\.1,\\d+"));
            }
        }
    }

    @Test
    public void nothingIsSaidBeforeTheClientSpeaks() throws Exception {
        try (DispatcherClient client = new DispatcherClient(port)) {
            assertFalse(client.socket().comes(Duration.ofMillis(300)));
        }
    }

    @Test
    public void malformedMessagesAreAnsweredAndTheConnectionStays() throws Exception {
        try (DispatcherClient client = root()) {
            for (String text : List.of("", "{", "nothing", "{\"namespace\": }", "\"\\ud800\"x")) {
                client.socket().send(text);
                client.expectError(client.answer(null), 22, "Request is not valid JSON");
            }
            for (String text : List.of(
                    "[]",
                    "1",
                    "null",
                    "{}",
                    "{\"namespace\": \"rpc\"}",
                    "{\"name\": \"call\", \"id\": null, \"args\": null}",
                    "{\"namespace\": \"rpc\", \"name\": \"explode\", \"id\": \"1\", \"args\": null}",
                    "{\"namespace\": 1, \"name\": 2, \"id\": \"1\", \"args\": null}")) {
                client.socket().send(text);
                client.expectError(client.answer(null), 22, "Invalid request");
            }
            client.expectError(client.ask("call", "{\"method\": \"management.ping\"}"), 22, "Malformed request");
            client.expectError(client.ask("call", "{\"args\": []}"), 22, "Malformed request");
            client.expectError(client.answer(client.sendCall("ping", "[]")), 22, "Invalid function path");
            client.socket().send("{\"namespace\": \"events\", \"name\": \"subscribe\"}");
            client.send("events", "event", "1", "\"args\"");
            client.publish("odd.args", "\"args\"");
            client.send("rpc", "response", "of nobody", "1");
            client.send("rpc", "error", null, "{}");
            assertEquals("pong", client.call("management.ping", "null").getAsString());
        }
    }

    @Test
    public void binaryAndFragmentedMessagesAreTaken() throws Exception {
        try (DispatcherClient client = root()) {
            String call = "{\"namespace\": \"rpc\", \"name\": \"call\", \"id\": \"%s\","
                    + " \"args\": {\"method\": \"management.ping\", \"args\": []}}";
            byte[] bytes = call.formatted("binary").getBytes(StandardCharsets.UTF_8);
            client.socket().raw().sendBinary(ByteBuffer.wrap(bytes), true).join();
            assertEquals("pong", client.result(client.answer("binary")).getAsString());
            String text = call.formatted("parts");
            client.socket().raw().sendText(text.substring(0, 20), false).join();
            client.socket().raw().sendText(text.substring(20), true).join();
            assertEquals("pong", client.result(client.answer("parts")).getAsString());
        }
    }

    @Test
    public void aLoginGivesATokenThatLogsInAgain() throws Exception {
        try (DispatcherClient client = new DispatcherClient(port)) {
            JsonArray triple = client.login("root", PASSWORD);
            assertEquals(3, triple.size());
            assertTrue(triple.toString(), triple.get(0).getAsString().matches("[A-Za-z0-9]{32}"));
            assertEquals(600, triple.get(1).getAsInt());
            assertEquals("root", triple.get(2).getAsString());
            try (DispatcherClient again = new DispatcherClient(port)) {
                String old = triple.get(0).getAsString();
                JsonArray fresh = again.result(again.ask("auth_token", "{\"token\": \"%s\"}".formatted(old)))
                        .getAsJsonArray();
                assertFalse(old.equals(fresh.get(0).getAsString()));
                assertEquals("root", again.call("session.whoami", "[]").getAsString());
            }
        }
    }

    @Test
    public void loginsThatFailSayWhyAndLeaveTheConnectionAnonymous() throws Exception {
        try (DispatcherClient client = new DispatcherClient(port)) {
            String wrong = "Incorrect username or password";
            client.expectError(client.ask("auth", "{\"username\": \"root\", \"password\": \"no\"}"), 13, wrong);
            client.expectError(client.ask("auth", "{\"username\": \"ghost\", \"password\": \"no\"}"), 13, wrong);
            String guest = "{\"username\": \"guest\", \"password\": \"%s\"}".formatted(PASSWORD);
            client.expectError(client.ask("auth", guest), 13, "Not authorized");
            client.expectError(client.ask("auth_token", "{\"token\": \"nonsense\"}"), 13, "Incorrect or expired token");
            client.expectError(client.answer(client.sendCall("session.whoami", "[]")), 13, "Not logged in");
        }
    }

    @Test
    public void whatIsNotThereIsSaidBeforeWhoMayNot() throws Exception {
        try (DispatcherClient client = new DispatcherClient(port)) {
            client.expectError(client.answer(client.sendCall("ghost.walk", "[]")), 2, "Service ghost not found");
            client.expectError(client.answer(client.sendCall("management.walk", "[]")), 2, "Method not found");
            client.expectError(client.answer(client.sendCall("management.ping", "[]")), 13, "Not logged in");
        }
    }

    @Test
    public void argumentsThatDoNotFitAreToldOneByOne() throws Exception {
        try (DispatcherClient client = root()) {
            JsonObject error = client.refusal("session.send_to_session", "[\"one\", 2]");
            assertEquals(22, error.get("code").getAsInt());
            assertEquals(
                    "One or more passed arguments failed schema verification",
                    error.get("message").getAsString());
            Set<String> paths = new TreeSet<>();
            for (JsonElement each : error.getAsJsonArray("extra")) {
                assertEquals(22, each.getAsJsonObject().get("code").getAsInt());
                paths.add(each.getAsJsonObject().get("path").toString());
            }
            assertEquals(Set.of("[0]", "[1]"), paths);
            assertEquals(
                    "Function parameters should be passed as dictionary or array",
                    client.refusal("management.ping", "\"text\"").get("message").getAsString());
        }
    }

    @Test
    public void discoveryTellsServicesMethodsTasksEventsAndSchemas() throws Exception {
        try (DispatcherClient client = root()) {
            Set<String> services = new TreeSet<>();
            client.call("discovery.get_services", "[]")
                    .getAsJsonArray()
                    .forEach(name -> services.add(name.getAsString()));
            assertTrue(
                    services.toString(),
                    services.containsAll(
                            Set.of("discovery", "management", "event", "task", "plugin", "lock", "session", "debug")));
            JsonArray methods =
                    client.call("discovery.get_methods", "[\"session\"]").getAsJsonArray();
            JsonObject send = null;
            for (JsonElement each : methods) {
                JsonObject method = each.getAsJsonObject();
                if (method.get("name").getAsString().equals("send_to_session")) {
                    send = method;
                }
            }
            assertFalse(methods.toString(), send == null || send.get("private").getAsBoolean());
            assertEquals(
                    2,
                    send.getAsJsonObject("params-schema")
                            .getAsJsonArray("items")
                            .size());
            assertEquals(methods, client.call("session.enumerate_methods", "[]"));
            assertFalse(client.call("session.get_metadata", "null")
                    .getAsJsonObject()
                    .get("private")
                    .getAsBoolean());
            client.expectError(
                    client.answer(client.sendCall("discovery.get_methods", "[\"ghost\"]")), 2, "Service not found");
            JsonObject schema = client.call("discovery.get_schema", "[]").getAsJsonObject();
            assertTrue(schema.getAsJsonObject("definitions").keySet().containsAll(Set.of("Task", "Session", "Email")));
            assertTrue(
                    client.call("discovery.get_schema_hash", "[]").getAsString().matches("[0-9a-f]{64}"));
            assertTrue(client.call("discovery.get_tasks", "[]").isJsonObject());
            assertTrue(client.call("discovery.get_event_types", "[]")
                    .getAsJsonObject()
                    .has("task.changed"));
        }
    }

    @Test
    public void anEventReachesOthersOnceAndSpecialValuesPassThrough() throws Exception {
        try (DispatcherClient from = root();
                DispatcherClient to = root().hearing("odd.*", "odd.thing", "*.thing")) {
            String args = "{\"when\": {\"$date\": \"2017-03-01 12:00:00.250000\"}, \"bytes\": {\"$binary\": \"aGk=\"},"
                    + " \"pattern\": {\"$regex\": \"a.*\"}, \"secret\": {\"$password\": \"hush\"},"
                    + " \"list\": [{\"deep\": {\"$date\": \"2017-03-01 12:00:00\"}}]}";
            from.publish("odd.thing", args);
            from.publish("other.things", "{}");
            JsonObject event = to.event();
            assertEquals("odd.thing", event.get("name").getAsString());
            JsonObject came = event.getAsJsonObject("args");
            assertTrue(came.toString(), came.has(TIMESTAMP));
            came.remove(TIMESTAMP);
            assertEquals(DispatcherClient.json(args), came);
            to.expectNothingHeard();
        }
    }

    @Test
    public void aBurstIsHeardAsSingleEventsInOrder() throws Exception {
        try (DispatcherClient from = root();
                DispatcherClient to = root().hearing("burst.*")) {
            from.send(
                    "events",
                    "event_burst",
                    null,
                    "{\"events\": [{\"name\": \"burst.a\", \"args\": {}}, {\"name\": \"burst.b\", \"args\": {\"n\": 1}}]}");
            assertEquals("burst.a", to.event().get("name").getAsString());
            assertEquals("burst.b", to.event().get("name").getAsString());
        }
    }

    @Test
    public void comingsAndGoingsAreToldInTheOrderTheOriginalTellsThem() throws Exception {
        try (DispatcherClient watcher = root().hearing("server.client_*", "session.changed")) {
            try (DispatcherClient other = root()) {
                other.call("management.ping", "[]");
            }
            List<String> names = new ArrayList<>();
            while (!names.contains("server.client_disconnected")) {
                names.add(watcher.event().get("name").getAsString());
            }
            assertEquals(
                    List.of(
                            "server.client_connected",
                            "session.changed",
                            "server.client_login",
                            "session.changed",
                            "server.client_logout",
                            "server.client_disconnected"),
                    names);
        }
    }

    @Test
    public void aServiceClientIsCalledLikeAnyProviderUntilItVanishes() throws Exception {
        try (DispatcherClient service = DispatcherClient.service(port, "lab");
                DispatcherClient caller = root().hearing("plugin.*")) {
            service.call("plugin.register_service", "[\"lab.scope\"]");
            service.call("plugin.resume_service", "[\"lab.scope\"]");
            caller.event("plugin.service_registered");
            String asked = caller.sendCall("lab.scope.read", "[5]");
            JsonObject request = service.nextCall();
            assertEquals(
                    "lab.scope.read",
                    request.getAsJsonObject("args").get("method").getAsString());
            assertEquals("[5]", request.getAsJsonObject("args").get("args").toString());
            service.send("rpc", "response", request.get("id").getAsString(), "{\"volts\": 3}");
            assertEquals("{\"volts\":3}", caller.result(caller.answer(asked)).toString());
            List<String> inFlight = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                inFlight.add(caller.sendCall("lab.scope.read", "[" + i + "]"));
            }
            service.nextCall();
            service.close();
            for (String id : inFlight) {
                caller.error(caller.answer(id));
            }
            caller.event("plugin.service_unregistered");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> caller.expectError(
                            caller.answer(caller.sendCall("lab.scope.read", "[]")), 2, "Service lab.scope not found"));
        }
    }

    @Test
    public void aServiceCannotTakeANameOfTheNodeNorUnregisterAForeignOne() throws Exception {
        try (DispatcherClient one = DispatcherClient.service(port, "one");
                DispatcherClient two = DispatcherClient.service(port, "two")) {
            one.call("plugin.register_service", "[\"lab.only\"]");
            assertEquals(17, code(two.refusal("plugin.register_service", "[\"management\"]")));
            assertEquals(17, code(two.refusal("plugin.register_service", "[\"user\"]")));
            assertEquals(1, code(two.refusal("plugin.unregister_service", "[\"lab.only\"]")));
            assertEquals(2, code(two.refusal("plugin.unregister_service", "[\"lab.none\"]")));
        }
    }

    private static int code(JsonObject error) {
        return error.get("code").getAsInt();
    }

    @Test
    public void locksBelongToTheirHolderUntilHeIsGone() throws Exception {
        try (DispatcherClient one = root();
                DispatcherClient two = root()) {
            one.call("lock.init", "[\"door\"]");
            assertTrue(one.call("lock.acquire", "[\"door\"]").getAsBoolean());
            assertFalse(two.call("lock.acquire", "[\"door\", 0.2]").getAsBoolean());
            assertTrue(two.call("lock.is_locked", "[\"door\"]").getAsBoolean());
            String waiting = two.sendCall("lock.acquire", "[\"door\", 30]");
            one.close();
            assertTrue(two.result(two.answer(waiting)).getAsBoolean());
            two.call("lock.release", "[\"door\"]");
            assertFalse(two.call("lock.is_locked", "[\"door\"]").getAsBoolean());
        }
    }

    @Test
    public void sessionsCanBeFoundTalkedToAndKicked() throws Exception {
        try (DispatcherClient one = root();
                DispatcherClient two = root().hearing("session.message")) {
            int id = two.call("session.get_my_session_id", "[]").getAsInt();
            JsonObject record = one.call("session.query", "[[[\"id\", \"=\", %d]], {\"single\": true}]".formatted(id))
                    .getAsJsonObject();
            assertEquals("root", record.get("username").getAsString());
            assertTrue(record.get("active").getAsBoolean());
            one.call("session.send_to_session", "[%d, \"hello\"]".formatted(id));
            assertEquals("hello", two.event("session.message").get("message").getAsString());
            one.expectError(
                    one.answer(one.sendCall("session.send_to_session", "[999999, \"hello\"]")),
                    2,
                    "Session 999999 not found");
            one.call("management.kick_session", "[%d]".formatted(id));
            assertEquals("Kicked out by root", two.event().get("reason").getAsString());
            two.socket().closeCode();
        }
    }
}
