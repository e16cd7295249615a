package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import dev.patchbay.testing.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** What a node keeps in memory, searched with the query operators. */
public class CollectionsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static NodeProcess node;
    private static RpcCaller admin;

    @BeforeClass
    public static void startANodeWithAModuleInEachCollection() throws Exception {
        Programs.assume("python3");
        Path home = NodeProcess.newHome();
        String probe = Programs.script("probe-module.py", home);
        Path lab = Files.createDirectory(home.resolve("lab"));
        Files.writeString(lab.resolve("__init__.py"), "");
        Programs.script("lab/lamp.py", lab);
        int port = FreePorts.next();
        String settings = """
                {"http": {"port": %d},
                 "module": {"types": {"probe": ["python3", "%s"], "text": ["python3", "%s"]}},
                 "worker": {"searchPath": "%s", "modules":
                   {"lamp": ["lab.lamp", "Lamp", null], "ghost": ["lab.ghost", "Ghost", null]}}}
                """;
        node = NodeProcess.launch(home, settings.formatted(port, probe, probe, home), port);
        node.awaitListening();
        admin = RpcCaller.administrator(node);
    }

    @AfterClass
    public static void stopIt() throws Exception {
        if (node != null) {
            node.close();
        }
    }

    private static String asked(String method, String params) throws Exception {
        return admin.call(method, params).toString();
    }

    @Test
    public void usersAreSearchedByAdministratorsOnly() throws Exception {
        admin.call("user.add", "{\"username\": \"ada\", \"roles\": [\"lab\"]}");
        admin.call("user.add", "{\"username\": \"bob\", \"roles\": [\"lab\", \"staff\"]}");
        admin.call("user.add", "{\"username\": \"eve\"}");
        String lab = "[[\"roles\", \"contains\", \"lab\"]]";
        assertEquals(
                "[\"bob\",\"ada\"]",
                asked("user.query", "[%s, {\"sort\": \"-username\", \"select\": \"username\"}]".formatted(lab)));
        assertEquals("2", asked("user.query", "{\"filter\": %s, \"options\": {\"count\": true}}".formatted(lab)));
        try (RpcCaller nobody = new RpcCaller(node)) {
            assertTrue(nobody.answer("user.query", "[]").has("error"));
        }
    }

    @Test
    public void servicesAndNodesAreSearchedByTheirNames() throws Exception {
        String handler = "[[\"id\", \"=\", \"room.handler\"]]";
        JsonObject service = admin.call("service.query", "[%s, {\"single\": true}]".formatted(handler))
                .getAsJsonObject();
        assertEquals("room.handler", service.get("name").getAsString());
        assertEquals("1", asked("cluster.query", "[[], {\"count\": true}]"));
    }

    @Test
    public void modulesAreSearchedInQueueAndPool() throws Exception {
        JsonObject added = admin.call("queue.add", "{\"type\": \"probe\"}").getAsJsonObject();
        admin.call("queue.add", "{\"type\": \"text\"}");
        admin.call("pool.add", "{\"type\": \"text\"}");
        JsonObject probe = admin.call("queue.query", "[[[\"type\", \"=\", \"probe\"]], {\"single\": true}]")
                .getAsJsonObject();
        assertEquals(added.get("uid"), probe.get("id"));
        assertEquals(added.get("uid"), probe.get("uid"));
        assertEquals("[\"text\"]", asked("pool.query", "[[], {\"select\": \"type\"}]"));
    }

    @Test
    public void workersAreSearchedByTheirState() throws Exception {
        await().atMost(PATIENCE)
                .until(() -> asked("worker.query", "[[[\"state\", \"=\", \"ready\"]], {\"select\": \"id\"}]")
                        .equals("[\"lamp\"]"));
    }

    @Test
    public void whatIsMalformedIsNamedWithItsPlace() throws Exception {
        JsonObject error =
                admin.answer("rooms.query", "[[[\"room\", \"<>\", 1]]]").getAsJsonObject("error");
        assertEquals(22, error.get("code").getAsInt());
        assertTrue(error.toString(), error.get("message").getAsString().contains("filter[0][1]"));
    }
}
