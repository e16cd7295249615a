package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.patchbay.datastore.testing.PostgresServer;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;

/** The jobs of a started node in a PostgreSQL server: through a crash of the node, and while the server is away. */
public class JobsOnPostgresIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TemporaryFolder folder = new TemporaryFolder();
    private final PostgresServer server = new PostgresServer(folder);

    @Rule
    public final RuleChain rules = RuleChain.outerRule(folder).around(server);

    private NodeProcess node;
    private DispatcherClient client;

    @Before
    public void startANode() throws Exception {
        node = NodeProcess.started(settings());
        node.deploy(TaskJar.jobs(), "lab.jar");
        connect();
    }

    private String settings() {
        return "{\"http\": {\"port\": %d}, \"dispatcher\": {},"
                + " \"datastore\": {\"driver\": \"postgresql\", \"dsn\": \"" + server.dsn() + "\"}}";
    }

    private void connect() throws Exception {
        client = DispatcherClient.service(node.port(), "test");
        await().atMost(PATIENCE)
                .until(() -> client.call("discovery.get_tasks", "[]")
                        .getAsJsonObject()
                        .has("lab.End"));
    }

    @After
    public void stopIt() throws Exception {
        if (client != null) {
            client.close();
        }
        if (node != null) {
            node.close();
        }
    }

    private int submit(String task, String args) throws Exception {
        return client.call("task.submit", "[\"" + task + "\", " + args + "]").getAsInt();
    }

    private JsonObject status(int id) throws Exception {
        return client.call("task.status", "[" + id + "]").getAsJsonObject();
    }

    private JsonElement count(String filter) throws Exception {
        return client.call("task.query", "[[" + filter + "], {\"count\": true}]");
    }

    @Test
    public void whatWasAcknowledgedIsThereAfterACrashOfTheNode() throws Exception {
        int executing = submit("lab.Hold", "[[\"system\"], \"%s\"]".formatted(folder.getRoot() + "/never"));
        await().atMost(PATIENCE)
                .until(() -> status(executing).get("state").getAsString().equals("EXECUTING"));
        int finished = submit("lab.Quick", "[\"kept\"]");
        client.call("task.wait", "[" + finished + "]");
        node.process().destroyForcibly().waitFor();
        client.close();

        node = NodeProcess.launch(node.home(), settings().formatted(node.port()), node.port());
        node.awaitListening();
        connect();
        assertEquals("{\"was\":\"kept\"}", status(finished).get("result").toString());
        assertEquals(
                "dispatcher process died",
                status(executing).getAsJsonObject("error").get("message").getAsString());
        assertTrue(submit("lab.Quick", "[1]") > finished);
        assertEquals(1, count("[\"state\", \"=\", \"FAILED\"]").getAsInt());
        assertFalse("no file besides", Files.exists(node.home().resolve("data/patchbay.mv.db")));
    }

    @Test
    public void whileTheServerIsAwayJobsAreRefusedWithTheReasonAndAfterwardsTheyAreNot() throws Exception {
        int first = submit("lab.Quick", "[1]");
        client.call("task.wait", "[" + first + "]");
        server.stop();

        JsonObject refusal = client.refusal("task.submit", "[\"lab.Quick\", [2]]");
        assertEquals(14, refusal.get("code").getAsInt());
        assertFalse(refusal.get("message").getAsString().isBlank());
        NodeProcess.Outcome why = node.command("exec", "why");
        assertTrue(why.out(), why.out().contains("cannot be recorded"));
        assertEquals(
                "what needs no journal works",
                "pong",
                client.call("management.ping", "[]").getAsString());

        server.start();
        await().atMost(PATIENCE)
                .until(() -> client.answer(client.sendCall("task.submit", "[\"lab.Quick\", [3]]"))
                        .get("name")
                        .getAsString()
                        .equals("response"));
        await().atMost(PATIENCE)
                .until(() -> count("[\"state\", \"=\", \"FINISHED\"]").getAsInt() == 2);
        assertEquals(0, node.command("exec", "why").exit());
    }
}
