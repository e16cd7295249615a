package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;

/** Jobs as a client of the original dispatcher sees them, through crashes of the node, of tasks and of their processes. */
public class JobsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> FINAL = List.of("FINISHED", "FAILED", "ABORTED");

    /** Of a record (dispatcher, §7.4). */
    private static final Set<String> RECORD = Set.of(
            "id",
            "name",
            "args",
            "state",
            "result",
            "error",
            "warnings",
            "output",
            "progress",
            "created_at",
            "started_at",
            "finished_at",
            "user",
            "session",
            "parent",
            "resources",
            "abortable",
            "environment",
            "debugger",
            "rusage",
            "description");

    private static NodeProcess node;

    private DispatcherClient client;

    @BeforeClass
    public static void startANodeWithTasks() throws Exception {
        node = NodeProcess.started(settings());
        node.deploy(TaskJar.jobs(), "lab.jar");
        try (DispatcherClient waiting = connect()) {
            awaitTasks(waiting);
        }
    }

    private static String settings() {
        return "{\"http\": {\"port\": %d}, \"dispatcher\": {\"websocket-port\": 0, \"frontend-port\": 0}}";
    }

    private static DispatcherClient connect() throws Exception {
        return DispatcherClient.service(node.port(), "test");
    }

    private static void awaitTasks(DispatcherClient client) {
        await().atMost(PATIENCE)
                .until(() -> client.call("discovery.get_tasks", "[]")
                        .getAsJsonObject()
                        .has("lab.End"));
    }

    @AfterClass
    public static void stopIt() throws Exception {
        if (node != null) {
            node.close();
        }
    }

    @Before
    public void connectAgain() throws Exception {
        client = connect();
    }

    @After
    public void leave() {
        client.close();
    }

    @Test
    public void aJobIsToldFromItsCreationToItsEnd() throws Exception {
        client.hearing("task.created", "task.updated", "task.changed");
        int id = submit("lab.Quick", "[\"this\"]");
        List<String> states = new ArrayList<>();
        JsonObject last;
        do {
            JsonObject event = client.event();
            last = event.getAsJsonObject("args");
            if (!event.get("name").getAsString().equals("task.changed")) {
                assertEquals(id, last.get("id").getAsInt());
                states.add(last.get("state").getAsString());
            }
        } while (!states.contains("FINISHED"));
        assertEquals(List.of("CREATED", "WAITING", "EXECUTING", "FINISHED"), states);
        assertEquals("{\"was\":\"this\"}", last.get("result").toString());
        JsonObject record = ended(id);
        assertEquals("[\"this\"]", record.get("args").toString());
        assertEquals(100, record.getAsJsonObject("progress").get("percentage").getAsInt());
        assertTrue(record.getAsJsonObject("finished_at").has("$date"));
        assertTrue(client.call("task.wait", "[%d]".formatted(id)).isJsonNull());
        client.expectError(client.answer(client.sendCall("task.wait", "[999999]")), 2, "No such task");
        assertTrue(client.call("task.status", "[999999]").isJsonNull());
    }

    @Test
    public void whatCannotRunSaysWhy() throws Exception {
        JsonObject unknown = client.refusal("task.submit", "[\"lab.Ghost\", []]");
        assertEquals(22, unknown.get("code").getAsInt());
        assertEquals("Unknown task type lab.Ghost", unknown.get("message").getAsString());
        JsonObject invalid = ended(submit("lab.Hold", "[1, 2]"));
        assertEquals("FAILED", invalid.get("state").getAsString());
        assertEquals(
                "Validation failed",
                invalid.getAsJsonObject("error").get("message").getAsString());
        assertEquals(89, invalid.getAsJsonObject("error").get("code").getAsInt());
        assertTrue(invalid.get("started_at").isJsonNull());
        JsonObject refused = ended(submit("lab.Hold", "[[], \"\"]"));
        assertEquals(
                "Expected a file, got none",
                refused.getAsJsonObject("error").get("message").getAsString());
        JsonObject failed = ended(submit("lab.Fail", "[null]"));
        assertEquals("broken", failed.getAsJsonObject("error").get("message").getAsString());
        assertEquals(
                "IllegalStateException",
                failed.getAsJsonObject("error").get("type").getAsString());
    }

    @Test
    public void jobsOnOneResourceRunOneAfterTheOther() throws Exception {
        Path first = file("first");
        Path second = file("second");
        int one = submit("lab.Hold", "[[\"system\"], \"%s\"]".formatted(first));
        awaitState(one, "EXECUTING");
        int two = submit("lab.Hold", "[[\"system\"], \"%s\"]".formatted(second));
        int three = submit("lab.Quick", "[1]");
        assertEquals("FINISHED", ended(three).get("state").getAsString());
        assertEquals("WAITING", status(two).get("state").getAsString());
        assertEquals(
                "Hold system",
                status(one).getAsJsonObject("description").get("message").getAsString());
        assertEquals(
                "holding",
                status(one).getAsJsonObject("progress").get("message").getAsString());
        JsonElement busy = DispatcherClient.json("{\"name\": \"system\", \"busy\": true}");
        assertTrue(client.call("task.list_resources", "[]").getAsJsonArray().contains(busy));
        Files.createFile(second);
        Files.createFile(first);
        assertEquals("FINISHED", ended(one).get("state").getAsString());
        assertEquals("FINISHED", ended(two).get("state").getAsString());
        int missing = submit("lab.Hold", "[[\"nowhere\"], \"%s\"]".formatted(first));
        JsonObject error = ended(missing).getAsJsonObject("error");
        assertEquals(16, error.get("code").getAsInt());
    }

    @Test
    public void whoWaitsRunsOrIgnoresIsAborted() throws Exception {
        Path never = file("never");
        int running = submit("lab.Hold", "[[\"system\"], \"%s\"]".formatted(never));
        awaitState(running, "EXECUTING");
        int waiting = submit("lab.Hold", "[[\"system\"], \"%s\"]".formatted(never));
        awaitState(waiting, "WAITING");
        int deaf = submit("lab.Deaf", "[null]");
        awaitState(deaf, "EXECUTING");
        for (int id : List.of(waiting, running, deaf)) {
            assertTrue(client.call("task.abort", "[%d]".formatted(id)).isJsonNull());
        }
        assertEquals("ABORTED", ended(waiting).get("state").getAsString());
        assertTrue(ended(waiting).get("started_at").isJsonNull());
        assertEquals("ABORTED", ended(running).get("state").getAsString());
        JsonObject killed = ended(deaf);
        assertEquals("FAILED", killed.get("state").getAsString());
        assertEquals(
                "Task killed", killed.getAsJsonObject("error").get("message").getAsString());
        assertEquals("FINISHED", ended(submit("lab.Quick", "[1]")).get("state").getAsString());
    }

    @Test
    public void whatTakesLongerThanItMayFailsThenAndKeepsNothing() throws Exception {
        int brief = submit("lab.Brief", "[[\"system\"]]");
        int next = submit("lab.Hold", "[[\"system\"], \"%s\"]".formatted(Files.createFile(file("there"))));
        expectTimeOut(ended(brief));
        assertEquals("FINISHED", ended(next).get("state").getAsString());
        int apart = submit("lab.BriefApart", "[null]");
        expectTimeOut(ended(apart));
        await().atMost(PATIENCE)
                .until(() -> node.process()
                        .descendants()
                        .noneMatch(
                                child -> child.info().commandLine().orElse("").contains("WorkerMain")));
    }

    private static void expectTimeOut(JsonObject record) {
        assertEquals(record.toString(), "FAILED", record.get("state").getAsString());
        assertFalse(record.toString(), record.get("started_at").isJsonNull());
        assertTrue(record.toString(), record.get("result").isJsonNull());
        JsonObject error = record.getAsJsonObject("error");
        assertEquals(error.toString(), 60, error.get("code").getAsInt());
        assertEquals("TaskException", error.get("type").getAsString());
    }

    @Test
    public void aRecordHasTheKeysOfTheOriginalAndNoOthers() throws Exception {
        Path file = file("go");
        int id = submit("lab.Hold", "[[\"system\"], \"%s\"]".formatted(file));
        awaitState(id, "EXECUTING");
        JsonObject live = status(id);
        assertEquals(RECORD, live.keySet());
        assertEquals(live.keySet(), queried(id).keySet());
        JsonElement description = DispatcherClient.json("{\"message\": \"Hold system\", \"name\": \"system\","
                + " \"format\": {\"string\": \"Hold {name}\", \"args\": {\"name\": \"system\"}}}");
        assertEquals(description, live.get("description"));
        assertEquals("[\"system\"]", live.get("resources").toString());
        assertEquals("test", live.get("user").getAsString());
        assertEquals(
                client.call("session.get_my_session_id", "[]").getAsInt(),
                live.get("session").getAsInt());
        assertTrue(live.get("abortable").getAsBoolean());
        assertEquals(
                client.call("management.get_sender_address", "[]"),
                live.getAsJsonObject("environment").get("SENDER_ADDRESS"));
        assertEquals(live.get("id"), live.getAsJsonObject("environment").get("ID"));
        for (String key : List.of("parent", "debugger", "rusage", "error", "result", "finished_at")) {
            assertTrue(key, live.get(key).isJsonNull());
        }
        Files.createFile(file);
        assertEquals(RECORD, ended(id).keySet());
        assertEquals(RECORD, queried(id).keySet());
        JsonObject failed = ended(submit("lab.Fail", "[null]"));
        assertEquals(RECORD, failed.keySet());
        assertEquals(
                Set.of("type", "code", "message", "stacktrace", "extra"),
                failed.getAsJsonObject("error").keySet());
        assertEquals(
                Set.of("message", "name", "format"),
                failed.getAsJsonObject("description").keySet());
        assertEquals(
                Set.of("percentage", "message", "extra"),
                failed.getAsJsonObject("progress").keySet());
    }

    private JsonObject queried(int id) throws Exception {
        return client.call("task.query", "[[[\"id\", \"=\", %d]], {\"single\": true}]".formatted(id))
                .getAsJsonObject();
    }

    @Test
    public void aParentWaitsForAThousandSubtasks() throws Exception {
        JsonObject parent = ended(submit("lab.Parent", "[1000]"));
        assertEquals(parent.toString(), "FINISHED", parent.get("state").getAsString());
        assertEquals(1000, parent.get("result").getAsInt());
        String children = "[[[\"parent\", \"=\", %d], [\"state\", \"=\", \"FINISHED\"]], {\"count\": true}]"
                .formatted(parent.get("id").getAsInt());
        assertEquals(1000, client.call("task.query", children).getAsInt());
    }

    @Test
    public void aTaskInAProcessOfItsOwnTakesNothingWithIt() throws Exception {
        JsonObject well = ended(submit("lab.End", "[\"well\"]"));
        assertEquals(well.toString(), "FINISHED", well.get("state").getAsString());
        assertFalse(node.process()
                .descendants()
                .anyMatch(child -> child.pid() == well.get("result").getAsLong()));
        assertTrue(
                well.get("output").getAsString(),
                well.get("output").getAsString().contains("about to well"));
        for (String how : List.of("exit", "memory")) {
            JsonObject record = ended(submit("lab.End", "[\"" + how + "\"]"));
            assertEquals(record.toString(), "FAILED", record.get("state").getAsString());
            assertEquals(14, record.getAsJsonObject("error").get("code").getAsInt());
        }
        int killed = submit("lab.End", "[\"wait\"]");
        long pid = Long.parseLong(progress(killed));
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        assertEquals("FAILED", ended(killed).get("state").getAsString());
        assertEquals("FINISHED", ended(submit("lab.Quick", "[1]")).get("state").getAsString());
    }

    private String progress(int id) {
        return await().atMost(PATIENCE)
                .until(() -> status(id).getAsJsonObject("progress").get("message"), message -> !message.isJsonNull())
                .getAsString();
    }

    @Test
    public void nothingAcknowledgedIsLostWhenTheNodeIsKilled() throws Exception {
        Path never = file("never");
        int executing = submit("lab.Hold", "[[\"system\"], \"%s\"]".formatted(never));
        awaitState(executing, "EXECUTING");
        int waiting = submit("lab.Hold", "[[\"system\"], \"%s\"]".formatted(never));
        awaitState(waiting, "WAITING");
        int isolated = submit("lab.End", "[\"wait\"]");
        long child = Long.parseLong(progress(isolated));
        int finished = submit("lab.Quick", "[\"kept\"]");
        ended(finished);
        List<Integer> burst = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            burst.add(submit("lab.Quick", "[" + i + "]"));
        }
        node.process().destroyForcibly().waitFor();
        client.close();
        await().atMost(PATIENCE)
                .until(() ->
                        ProcessHandle.of(child).map(handle -> !handle.isAlive()).orElse(true));

        node = NodeProcess.launch(node.home(), settings().formatted(node.port()), node.port());
        node.awaitListening();
        client = connect();
        for (int id : List.of(executing, waiting, isolated)) {
            JsonObject record = status(id);
            assertEquals("FAILED", record.get("state").getAsString());
            assertEquals(4, record.getAsJsonObject("error").get("code").getAsInt());
            assertEquals(
                    "dispatcher process died",
                    record.getAsJsonObject("error").get("message").getAsString());
        }
        assertEquals("{\"was\":\"kept\"}", status(finished).get("result").toString());
        for (int id : burst) {
            assertTrue(FINAL.contains(status(id).get("state").getAsString()));
        }
        awaitTasks(client);
        assertTrue(submit("lab.Quick", "[1]") > burst.get(burst.size() - 1));
    }

    @Test
    public void aLongHistoryComesInFragments() throws Exception {
        int before = submit("lab.Quick", "[0]");
        for (int i = 0; i < 20; i++) {
            submit("lab.Quick", "[" + i + "]");
        }
        String since = "[[\"id\", \">\", %d]]".formatted(before);
        client.call("management.enable_features", "[[\"streaming_responses\"]]");
        String id = client.sendCall("task.query", "[" + since + ", {\"sort\": [\"id\"]}]");
        JsonObject first = client.answer(id);
        assertEquals("fragment", first.get("name").getAsString());
        assertEquals(1, first.getAsJsonObject("args").get("seqno").getAsInt());
        assertEquals(
                16, first.getAsJsonObject("args").getAsJsonArray("fragment").size());
        client.send("rpc", "continue", id, "2");
        JsonArray second = client.answer(id).getAsJsonObject("args").getAsJsonArray("fragment");
        assertEquals(4, second.size());
        client.send("rpc", "continue", id, "3");
        JsonObject end = client.answer(id);
        assertEquals("end", end.get("name").getAsString());
        assertEquals(3, end.get("args").getAsInt());
        assertEquals("close", client.answer(id).get("name").getAsString());
        client.expectError(client.ask("continue", "4"), 2, "Invalid call");
        JsonElement count = client.call("task.query", "[" + since + ", {\"count\": true}]");
        assertEquals(20, count.getAsInt());
        JsonObject newest = client.call("task.query", "[" + since + ", {\"sort\": [\"-id\"], \"single\": true}]")
                .getAsJsonObject();
        assertEquals(before + 20, newest.get("id").getAsInt());
    }

    @Test
    public void subscribersOfEntitiesGetWholeRecords() throws Exception {
        client.hearing("entity-subscriber.task.changed");
        int id = submit("lab.Quick", "[7]");
        JsonObject change = client.event(
                "entity-subscriber.task.changed",
                args -> args.getAsJsonArray("entities")
                        .get(0)
                        .getAsJsonObject()
                        .get("state")
                        .getAsString()
                        .equals("FINISHED"));
        assertEquals("task", change.get("service").getAsString());
        assertEquals("[" + id + "]", change.get("ids").toString());
    }

    private int submit(String task, String args) throws Exception {
        return client.call("task.submit", "[\"" + task + "\", " + args + "]").getAsInt();
    }

    private JsonObject status(int id) throws Exception {
        return client.call("task.status", "[" + id + "]").getAsJsonObject();
    }

    private JsonObject ended(int id) throws Exception {
        client.call("task.wait", "[" + id + "]");
        return status(id);
    }

    private void awaitState(int id, String state) {
        await().atMost(PATIENCE)
                .until(() -> status(id).get("state").getAsString().equals(state));
    }

    private static Path file(String name) throws IOException {
        return Temporary.directory().resolve(name);
    }
}
