package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * A node with the settings of shmooze, met by its clients: lines over TCP, the gateway, and modules in Python that know
 * nothing but the wire.
 */
public class ShmoozeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static NodeProcess node;
    private static Path home;
    private static int queuePort;
    private static int poolPort;
    private static int gatewayPort;
    private static int deadPort;

    private LineClient queue;
    private LineClient pool;

    @BeforeClass
    public static void startANodeWithTheSettingsOfShmooze() throws Exception {
        Programs.assume("python3");
        home = NodeProcess.newHome();
        queuePort = FreePorts.next();
        poolPort = FreePorts.next();
        gatewayPort = FreePorts.next();
        deadPort = FreePorts.next();
        Files.createDirectories(home.resolve("pages"));
        Files.writeString(home.resolve("pages/index.html"), "<h1 class='title'>Hall</h1>");
        int port = FreePorts.next();
        Path settings = Files.writeString(home.resolve("shmooze.json"), settings(port));
        node = NodeProcess.launch(home, Files.readString(settings), port);
        node.awaitListening();
    }

    private static String settings(int port) throws IOException {
        String probe = Programs.script("probe-module.py", home);
        return """
                {
                  "public": ["ports", "name", "bg_color", "ghost"],
                  "ports": {"queue": %d, "pool": %d, "wsgi": %d, "nlp": %d},
                  "static_prefix": "/static/",
                  "static_path": "%s/pages",
                  "log_database_path": "%s/log.sqlite",
                  "name": "Jürgen's hall",
                  "bg_color": "#102030",
                  "secret": "not for the public",
                  "http": {"port": %d},
                  "module": {
                    "types": {
                      "probe": ["python3", "%s"],
                      "text": ["python3", "%s"],
                      "missing": ["/no/such/program"],
                      "screen": {"command": ["python3", "%s"], "background": true}
                    }
                  }
                }
                """.formatted(queuePort, poolPort, gatewayPort, deadPort, home, home, port, probe, probe, probe);
    }

    @AfterClass
    public static void stopIt() throws Exception {
        if (node != null) {
            node.close();
        }
    }

    @Before
    public void connect() throws Exception {
        queue = new LineClient(queuePort);
        pool = new LineClient(poolPort);
    }

    @After
    public void leaveNothingBehind() throws Exception {
        queue.remove(uids(queue.result("queue", "{}")));
        pool.remove(uids(pool.result("pool", "{}")));
        JsonElement background = queue.result("bg", "{}");
        if (background.isJsonObject()) {
            queue.remove(background.getAsJsonObject().get("uid").getAsString());
        }
        queue.close();
        pool.close();
    }

    private static String[] uids(JsonElement list) {
        List<String> uids = new ArrayList<>();
        list.getAsJsonArray()
                .forEach(each -> uids.add(each.getAsJsonObject().get("uid").getAsString()));
        return uids.toArray(String[]::new);
    }

    @Test
    public void envelopesAndErrorsAreThoseOfTheOriginal() throws Exception {
        assertEquals(
                JsonParser.parseString("{\"success\": true, \"result\": []}"),
                JsonParser.parseString(queue.ask("{\"cmd\": \"queue\"}")));
        assertEquals("{\"success\": true}", spaced(queue.ask("{\"cmd\": \"bg\", \"extra\": 1}")));
        assertEquals("[]", queue.ask("[]"));
        assertRefused("Command must be either dict (single command) or list (multiple commands)", "3");
        assertRefused("No command given.", "{}");
        assertRefused("Argument list not a dict.", "{\"cmd\": \"queue\", \"args\": []}");
        assertRefused("Bad command.", "{\"cmd\": \"dance\"}");
        JsonArray batch = JsonParser.parseString(queue.ask("[{\"cmd\": \"bg\"}, 7, {\"cmd\": \"queue\"}]"))
                .getAsJsonArray();
        assertEquals(3, batch.size());
        assertEquals(
                "Command not a dict.",
                batch.get(1).getAsJsonObject().get("error").getAsString());
        assertTrue(batch.get(2).getAsJsonObject().get("success").getAsBoolean());
        assertTrue(queue.error("queue", "{\"sorted\": true}").contains("sorted"));
        assertTrue(queue.error("rm", "{}").contains("uids"));
        assertEquals("Unrecognized module name", queue.error("add", "{\"type\": \"screen\"}"));
        assertEquals("Bad command.", pool.error("mv", "{\"uids\": []}"));
        assertEquals("Module identifier not in pool", pool.error("tell_module", "{\"uid\": \"x\", \"cmd\": \"echo\"}"));
        assertEquals(
                "Module identifier not in queue", pool.error("ask_module", "{\"uid\": \"x\", \"parameters\": []}"));
    }

    private void assertRefused(String error, String line) throws IOException {
        JsonObject envelope = JsonParser.parseString(queue.ask(line)).getAsJsonObject();
        assertFalse(envelope.get("success").getAsBoolean());
        assertEquals(error, envelope.get("error").getAsString());
    }

    private static String spaced(String json) {
        return json.replaceAll("\\s", "").replace(":", ": ");
    }

    @Test
    public void twoLinesInOnePieceAreAnsweredInOrderAndJunkClosesOnlyItsConnection() throws Exception {
        queue.write("{\"cmd\": \"bg\"}\n{\"cmd\": \"queue\"}\n");
        assertFalse(queue.line().contains("result"));
        assertTrue(queue.line().contains("result"));
        try (LineClient junk = new LineClient(queuePort)) {
            assertNull(junk.ask("{\"cmd\": "));
        }
        assertTrue(queue.ask("{\"cmd\": \"bg\"}").contains("true"));
    }

    @Test
    public void theFirstPlaysAndTheOthersWait() throws Exception {
        String a = queue.add("probe", "{}");
        String b = queue.add("probe", "{}");
        String c = queue.add("probe", "{}");
        queue.result("mv", "{\"uids\": [\"" + c + "\", \"" + b + "\", \"ghost\"]}");
        assertEquals(List.of(c, b, a), List.of(uids(queue.result("queue", "{}"))));
        assertEquals(
                "[\"init\",\"play-\",\"suspend-\"]",
                queue.tell(a, "diary", "{}").toString());
        assertEquals("[\"init\"]", queue.tell(b, "diary", "{}").toString());
        assertEquals("[\"init\",\"play-\"]", queue.tell(c, "diary", "{}").toString());
        kill(queue.ask(c, "pid").get("pid").getAsLong());
        await().atMost(Duration.ofSeconds(1))
                .until(() -> List.of(uids(queue.result("queue", "{}"))).equals(List.of(b, a)));
        await().atMost(Duration.ofSeconds(1))
                .until(() -> queue.tell(b, "diary", "{}").toString().equals("[\"init\",\"play-\"]"));
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    @Test
    public void whatModulesSayOfThemselvesIsShownAndTaken() throws Exception {
        String uid = queue.add("text", "{\"text\": \"Grüße, 世界 🎵\"}");
        await().atMost(PATIENCE).until(() -> queue.ask(uid, "text").has("text"));
        assertEquals("Grüße, 世界 🎵", queue.ask(uid, "text", "ghost").get("text").getAsString());
        JsonObject shown = queue.result("queue", "{\"parameters\": {\"text\": [\"text\", \"ghost\"]}}")
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();
        assertEquals("{\"text\":\"Grüße, 世界 🎵\"}", shown.get("parameters").toString());
        JsonArray argv = queue.ask(uid, "argv").getAsJsonArray("argv");
        assertEquals("localhost", argv.get(0).getAsString());
        assertTrue(argv.get(1).getAsInt() > 0 && argv.get(2).getAsInt() > 0);
        queue.tell(uid, "forget", "{\"names\": [\"text\", \"ghost\"]}");
        await().atMost(PATIENCE).until(() -> !queue.ask(uid, "text").has("text"));
        assertEquals(
                "{\"list\":[1,null,{\"ä\":1.5}]}",
                queue.tell(uid, "echo", "{\"list\": [1, null, {\"ä\": 1.5}]}").toString());
        assertEquals(
                "out of paper",
                queue.error(
                        "tell_module",
                        "{\"uid\": \"" + uid + "\", \"cmd\": \"fail\", \"args\": {\"why\": \"out of paper\"}}"));
        assertEquals(1, uids(queue.result("queue", "{}")).length);
    }

    @Test
    public void aModuleThatLeavesByItselfIsGone() throws Exception {
        queue.add("text", "{\"text\": \"short\", \"seconds\": 1}");
        String next = queue.add("probe", "{}");
        await().atMost(PATIENCE)
                .until(() -> List.of(uids(queue.result("queue", "{}"))).equals(List.of(next)));
    }

    @Test
    public void theBackgroundPlaysWhileTheQueueIsEmpty() throws Exception {
        String uid = queue.result("set_bg", "{\"type\": \"screen\"}")
                .getAsJsonObject()
                .get("uid")
                .getAsString();
        String first = queue.add("probe", "{}");
        queue.remove(first);
        assertEquals(
                "[\"init\",\"play-\",\"suspend-\",\"play-\"]",
                queue.result("tell_background", "{\"uid\": \"" + uid + "\", \"cmd\": \"diary\"}")
                        .toString());
        assertEquals(
                "Background identifier doesn't match current background",
                queue.error("ask_background", "{\"uid\": \"" + first + "\", \"parameters\": []}"));
        long pid = queue.result("ask_background", "{\"uid\": \"" + uid + "\", \"parameters\": [\"pid\"]}")
                .getAsJsonObject()
                .get("pid")
                .getAsLong();
        queue.result("set_bg", "{\"type\": \"screen\"}");
        await().atMost(PATIENCE).until(() -> ProcessHandle.of(pid).isEmpty());
    }

    @Test
    public void whoIsTooSlowIsDropped() throws Exception {
        String uid = queue.add("probe", "{}");
        long begin = System.nanoTime();
        assertEquals(
                "Timeout sending message to module",
                queue.error(
                        "tell_module", "{\"uid\": \"" + uid + "\", \"cmd\": \"slow\", \"args\": {\"seconds\": 3}}"));
        long tookInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        assertTrue(tookInMs + " ms", tookInMs >= 950 && tookInMs < 2_000);
        assertEquals(0, uids(queue.result("queue", "{}")).length);
        assertTrue(queue.error("add", "{\"type\": \"missing\"}").contains("/no/such/program"));
    }

    @Test
    public void aModuleThatSaysMoreThanAnybodyReadsDisturbsNobody() throws Exception {
        String uid = pool.add("probe", "{}");
        pool.tell(uid, "flood", "{\"count\": 200000}");
        assertEquals("{}", pool.tell(uid, "echo", "{}").toString());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> pool.ask(uid, "number").has("number")
                        && pool.ask(uid, "number").get("number").getAsInt() == 199_999);
    }

    @Test
    public void allOfThePoolPlay() throws Exception {
        String one = pool.add("probe", "{}");
        String two = pool.add("probe", "{}");
        for (String uid : List.of(one, two)) {
            assertEquals("[\"init\",\"play-\"]", pool.tell(uid, "diary", "{}").toString());
        }
    }

    @Test
    public void ofFiftyAddsAtOnceEachEndsUpInTheQueueOnceAndNoneChangesItsPlace() throws Exception {
        ExecutorService adders = Executors.newFixedThreadPool(50);
        Set<List<String>> seen = new LinkedHashSet<>();
        List<String> added = new ArrayList<>();
        try {
            List<Future<String>> adds = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                adds.add(adders.submit(ShmoozeIT::addByItself));
            }
            while (adds.stream().anyMatch(add -> !add.isDone())) {
                seen.add(List.of(uids(queue.result("queue", "{}"))));
            }
            for (Future<String> add : adds) {
                added.add(add.get());
            }
        } finally {
            adders.shutdownNow();
        }
        List<String> all = List.of(uids(queue.result("queue", "{}")));
        assertEquals("each once", 50, Set.copyOf(added).size());
        assertEquals(all.toString(), 50, all.size());
        assertEquals(Set.copyOf(added), Set.copyOf(all));
        assertTrue("it was seen to grow", seen.size() > 2);
        for (List<String> before : seen) {
            assertEquals("the beginning of it", all.subList(0, before.size()), before);
        }
        for (String uid : all) {
            String diary = uid.equals(all.get(0)) ? "[\"init\",\"play-\"]" : "[\"init\"]";
            assertEquals(diary, queue.tell(uid, "diary", "{}").toString());
        }
    }

    private static String addByItself() throws Exception {
        try (LineClient adder = new LineClient(queuePort)) {
            return adder.add("probe", "{}");
        }
    }

    @Test
    public void theGatewayAnswersAsTheOriginal() throws Exception {
        for (int port : new int[] {node.port(), gatewayPort}) {
            HttpResponse<String> answer = post(port, "/queue", "application/json; charset=utf-8", "{\"cmd\": \"bg\"}");
            assertEquals(200, answer.statusCode());
            assertEquals(
                    "text/json", answer.headers().firstValue("content-type").orElseThrow());
            assertEquals("{\"success\": true}", spaced(answer.body()));
            assertEquals("[]", post(port, "/pool/whatever", "text/json", "[]").body());
            assertEquals(
                    "Endpoint only accepts JSON.",
                    post(port, "/queue", "text/plain", "{}").body());
            assertEquals("Endpoint only accepts JSON.", get(port, "/queue").body());
            assertEquals(
                    JsonParser.parseString(
                            "{\"ports\": {\"queue\": %d, \"pool\": %d, \"wsgi\": %d, \"nlp\": %d}, \"name\": \"Jürgen's hall\", \"bg_color\": \"#102030\", \"ghost\": null}"
                                    .formatted(queuePort, poolPort, gatewayPort, deadPort)),
                    JsonParser.parseString(get(port, "/settings.json").body()));
            assertEquals("<h1 class='title'>Hall</h1>", get(port, "/").body());
            HttpResponse<String> page = get(port, "/static/index.html");
            assertEquals(
                    "max-age=43200, public",
                    page.headers().firstValue("cache-control").orElseThrow());
            assertEquals(404, get(port, "/static/../log.sqlite").statusCode());
            assertEquals(
                    "the server refuses it itself",
                    400,
                    get(port, "/static/%2e%2e/log.sqlite").statusCode());
            assertEquals(404, get(port, "/nowhere").statusCode());
            assertEquals(500, post(port, "/queue", "text/json", "{").statusCode());
            assertEquals(
                    500, post(port, "/nlp", "text/json", "{\"cmd\": \"do\"}").statusCode());
        }
        assertTrue(get(node.port(), "/patchbay.js").body().contains("export"));
        assertEquals(
                JsonParser.parseString("{\"success\": true, \"result\": [\"missing\", \"probe\", \"text\"]}"),
                JsonParser.parseString(post(node.port(), "/queue", "text/json", "{\"cmd\": \"modules_available\"}")
                        .body()));
    }

    @Test
    public void slowTellsThroughTheGatewayTakeOneTellsTime() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String uid = pool.add("probe", "{}");
            bodies.add("{\"cmd\": \"tell_module\", \"args\": {\"uid\": \"" + uid
                    + "\", \"cmd\": \"slow\", \"args\": {\"seconds\": 0.8}}}");
        }
        long begin = System.nanoTime();
        for (String body : bodies) {
            answers.add(HTTP.sendAsync(request(node.port(), "/pool", "text/json", body), BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertTrue(answer.get(10, TimeUnit.SECONDS).body().contains("done"));
        }
        assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(2));
    }

    @Test
    public void aServiceElsewhereIsReachedThroughTheGateway() throws Exception {
        try (TextService backend = new TextService(deadPort)) {
            NodeProcess.Outcome said = NodeProcess.outcome(List.of(
                    node.commandLine().get(0),
                    "shmz",
                    "--url",
                    "http://localhost:" + gatewayPort + "/nlp",
                    "say",
                    "it"));
            assertEquals(said.err(), 0, said.exit());
            assertEquals("said: say it", said.out().strip());
            assertEquals(
                    JsonParser.parseString("{\"cmd\": \"do\", \"args\": {\"message\": \"say it\"}}"),
                    JsonParser.parseString(backend.asked()));
        }
    }

    @Test
    public void aServiceThatTalksToTheQueueItselfIsToldAllItAsksInTime() throws Exception {
        Proof.only("takes 10 s");
        try (WordService service = new WordService(deadPort, queuePort)) {
            assertEquals("added Grüße", mz("say", "Grüße"));
            String second = queue.add("text", "{\"text\": \"Later\"}");
            await().atMost(PATIENCE).until(() -> queue.ask(second, "text").has("text"));
            await().atMost(PATIENCE).until(() -> mz("q"), "Grüße, Later"::equals);
            assertEquals("Grüße", mz("cur"));
            assertEquals("moved", mz("last", "first"));
            assertEquals("Later", mz("cur"));
            assertEquals("shown", mz("screen"));
            assertEquals("screen", type(queue.result("bg", "{}")));
            assertEquals("skipped", mz("skip"));
            assertEquals("Grüße", mz("q"));
            assertTrue("longest " + service.longestInMs() + " ms", service.longestInMs() < 2_000);
        }
    }

    private static String type(JsonElement module) {
        return module.getAsJsonObject().get("type").getAsString();
    }

    /** As the application's own command: the gateway is where its environment says. */
    private static String mz(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "MZ_ENDPOINT=http://localhost:" + gatewayPort + "/nlp",
                node.commandLine().get(0),
                "shmz"));
        command.addAll(List.of(words));
        NodeProcess.Outcome said = NodeProcess.outcome(command);
        assertEquals(said.err(), 0, said.exit());
        return said.out().strip();
    }

    @Test
    public void everyProviderOfTheNodeIsAService() throws Exception {
        JsonObject answer = JsonParser.parseString(post(node.port(), "/settings", "text/json", "{\"cmd\": \"get\"}")
                        .body())
                .getAsJsonObject();
        assertTrue(answer.toString(), answer.get("success").getAsBoolean());
    }

    @Test
    public void commandsAreFoundInTheLogInTheirOrder() throws Exception {
        String uid = queue.add("probe", "{}");
        queue.tell(uid, "echo", "{\"n\": 1}");
        queue.error("tell_module", "{\"uid\": \"" + uid + "\", \"cmd\": \"fail\", \"args\": {\"why\": \"no paper\"}}");
        queue.remove(uid);
        await().atMost(PATIENCE).until(() -> logged(uid).stream().anyMatch(row -> row.is("client-queue", "rm")));
        List<LoggedRow> rows = logged(uid);
        List<String> said = rows.stream().map(LoggedRow::brief).toList();
        assertTrue(
                said.toString(),
                said.indexOf("module-instance set_parameters") > said.indexOf("queue-module init")
                        && said.contains("module-instance set_parameters"));
        assertEquals(
                List.of(
                        "queue-module init",
                        "queue-module play",
                        "client-queue add",
                        "queue-module do_echo",
                        "client-queue tell_module",
                        "queue-module do_fail",
                        "client-queue tell_module",
                        "queue-module rm",
                        "client-queue rm"),
                said.stream().filter(row -> !row.startsWith("module-instance")).toList());
        for (LoggedRow row : rows) {
            assertEquals(row.toString(), row.isOfAClient() ? null : uid, row.uid());
            assertTrue(row.toString(), row.timestamp().matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d"));
            Instant written = Instant.parse(row.timestamp().replace(' ', 'T') + "Z");
            assertTrue(
                    row.toString(), written.isAfter(Instant.now().minusSeconds(60)) && written.isBefore(Instant.now()));
        }
        assertLogged(rows, "queue-module init", "{'cmd': 'init', 'args': {}}", "{'success': true}");
        assertLogged(rows, "queue-module play", "{'cmd': 'play'}", "{'success': true}");
        assertLogged(
                rows,
                "client-queue add",
                "{'cmd': 'add', 'args': {'type': 'probe', 'args': {}}}",
                "{'success': true, 'result': {'uid': '" + uid + "'}}");
        assertLogged(
                rows,
                "queue-module do_echo",
                "{'cmd': 'do_echo', 'args': {'n': 1}}",
                "{'success': true, 'result': {'n': 1}}");
        assertLogged(
                rows,
                "client-queue tell_module",
                "{'cmd': 'tell_module', 'args': {'uid': '" + uid + "', 'cmd': 'echo', 'args': {'n': 1}}}",
                "{'success': true, 'result': {'n': 1}}");
        assertLogged(
                rows,
                "queue-module do_fail",
                "{'cmd': 'do_fail', 'args': {'why': 'no paper'}}",
                "{'success': false, 'error': 'no paper'}");
        assertLogged(rows, "client-queue rm", "{'cmd': 'rm', 'args': {'uids': ['" + uid + "']}}", "{'success': true}");
    }

    @Test
    public void whatAModuleSaysOfItselfIsInTheLogUpToItsLeaving() throws Exception {
        String uid = queue.add("probe", "{}");
        queue.tell(uid, "forget", "{\"names\": [\"argv\"]}");
        queue.tell(uid, "leave", "{}");
        await().atMost(PATIENCE).until(() -> logged(uid).stream().anyMatch(row -> row.is("module-instance", "rm")));
        List<LoggedRow> rows = logged(uid);
        List<LoggedRow> said = rows.stream()
                .filter(row -> row.namespace().equals("module-instance"))
                .toList();
        assertEquals(
                List.of("module-instance set_parameters", "module-instance unset_parameters", "module-instance rm"),
                said.stream().map(LoggedRow::brief).toList());
        assertTrue(said.toString(), said.stream().allMatch(row -> row.uid().equals(uid)));
        JsonObject shown = said.get(0).input().getAsJsonObject().getAsJsonObject("args");
        assertEquals(Set.of("pid", "argv"), shown.getAsJsonObject("parameters").keySet());
        assertLogged(
                said,
                "module-instance unset_parameters",
                "{'cmd': 'unset_parameters', 'args': {'parameters': ['argv']}}",
                "{'success': true}");
        assertLogged(said, "module-instance rm", "{'cmd': 'rm', 'args': {}}", "{'success': true}");
        assertTrue(
                "who leaves by himself is told nothing", rows.stream().noneMatch(row -> row.is("queue-module", "rm")));
    }

    @Test
    public void thePoolHasATableOfItsOwn() throws Exception {
        String uid = pool.add("probe", "{}");
        pool.tell(uid, "echo", "{\"n\": 1}");
        pool.error("tell_module", "{\"uid\": \"" + uid + "\", \"cmd\": \"slow\", \"args\": {\"seconds\": 3}}");
        pool.remove(uid);
        await().atMost(PATIENCE).until(() -> loggedOfPool(uid).stream().anyMatch(row -> row.is("client-pool", "rm")));
        List<LoggedRow> rows = loggedOfPool(uid);
        assertEquals(
                List.of(
                        "queue-module init",
                        "queue-module play",
                        "client-pool add",
                        "queue-module do_echo",
                        "client-pool tell_module",
                        "queue-module do_slow",
                        "client-pool tell_module",
                        "client-pool rm"),
                rows.stream()
                        .map(LoggedRow::brief)
                        .filter(row -> !row.startsWith("module-instance"))
                        .toList());
        assertTrue(rows.stream().anyMatch(row -> row.is("module-instance", "set_parameters")));
        for (LoggedRow row : rows) {
            assertEquals(row.toString(), row.isOfAClient() ? null : uid, row.uid());
        }
        assertLogged(
                rows,
                "client-pool add",
                "{'cmd': 'add', 'args': {'type': 'probe', 'args': {}}}",
                "{'success': true, 'result': {'uid': '" + uid + "'}}");
        assertLogged(rows, "queue-module do_slow", "{'cmd': 'do_slow', 'args': {'seconds': 3}}", "null");
        assertLogged(rows, "client-pool rm", "{'cmd': 'rm', 'args': {'uids': ['" + uid + "']}}", "{'success': true}");
        assertEquals("in the queue's own there is nothing of it", List.of(), logged(uid));
    }

    private static List<LoggedRow> loggedOfPool(String uid) throws Exception {
        return LoggedRow.about(home.resolve("log.sqlite"), "pool_log", uid);
    }

    /** As in the original, which looks at the arguments before anything else and does not log what it refuses then. */
    @Test
    public void aCommandWhoseArgumentsAreNoObjectIsInNoLogUnlikeOneWithAWrongArgument() throws Exception {
        assertTrue(queue.error("add", "{\"first\": 1}").contains("first"));
        for (String cmd : List.of("add", "rm", "mv", "set_bg", "tell_module", "tell_background")) {
            for (String args : List.of("[]", "[\"probe\"]", "null", "\"probe\"", "7", "true")) {
                assertRefused("Argument list not a dict.", "{\"cmd\": \"" + cmd + "\", \"args\": " + args + "}");
            }
        }
        assertTrue(queue.error("add", "{\"last\": 1}").contains("last"));
        await().atMost(PATIENCE).until(() -> !logged("\"last\"").isEmpty());
        List<LoggedRow> told =
                logged("").stream().filter(LoggedRow::isOfAClient).toList();
        List<LoggedRow> rows = told.subList(told.size() - 2, told.size());
        assertEquals(
                List.of("{\"cmd\":\"add\",\"args\":{\"first\":1}}", "{\"cmd\":\"add\",\"args\":{\"last\":1}}"),
                rows.stream().map(row -> row.input().toString()).toList());
        for (LoggedRow row : rows) {
            assertFalse(row.output().getAsJsonObject().get("success").getAsBoolean());
        }
    }

    /** The first of these rows has this command and this answer, as JSON. */
    private static void assertLogged(List<LoggedRow> rows, String brief, String input, String output) {
        LoggedRow first = rows.stream()
                .filter(row -> row.brief().equals(brief))
                .findFirst()
                .orElseThrow();
        assertEquals(JsonParser.parseString(input), first.input());
        assertEquals(JsonParser.parseString(output), first.output());
    }

    private static List<LoggedRow> logged(String uid) throws Exception {
        return LoggedRow.about(home.resolve("log.sqlite"), "queue_log", uid);
    }

    @Test
    public void theCommandLineHandlesTheQueue() throws Exception {
        String uid = printed("queue", "add", "text", "text=hello");
        String next = printed("queue", "add", "probe");
        assertEquals(List.of(uid, next), List.of(uids(queue.result("queue", "{}"))));
        assertTrue(printed("queue", "list").contains(uid.substring(0, 8)));
        assertTrue(printed("queue", "ask", uid.substring(0, 8), "text").contains("hello"));
        assertEquals(
                JsonParser.parseString("{\"a\": 1, \"b\": \"x\"}"),
                JsonParser.parseString(printed("queue", "tell", uid.substring(0, 8), "echo", "a=1", "b=x")));
        printed("queue", "mv", next.substring(0, 8));
        assertEquals(List.of(next, uid), List.of(uids(queue.result("queue", "{}"))));
        printed("queue", "rm", uid.substring(0, 8));
        assertEquals(List.of(next), List.of(uids(queue.result("queue", "{}"))));
    }

    @Test
    public void theCommandLineHandlesThePool() throws Exception {
        String uid = printed("pool", "add", "probe");
        assertEquals(List.of(uid), List.of(uids(pool.result("pool", "{}"))));
        assertTrue(printed("pool", "list").contains(uid.substring(0, 8)));
        assertEquals(
                JsonParser.parseString("[\"init\", \"play-\"]"),
                JsonParser.parseString(printed("pool", "tell", uid.substring(0, 8), "diary")));
        NodeProcess.Outcome moved = node.command("pool", "mv", uid.substring(0, 8));
        assertTrue("a pool has no order: " + moved, moved.exit() != 0);
        printed("pool", "rm", uid.substring(0, 8));
        assertEquals("[]", pool.result("pool", "{}").toString());
    }

    /** What a command prints that succeeds. */
    private static String printed(String... words) throws Exception {
        NodeProcess.Outcome outcome = node.command(words);
        assertEquals(outcome.err(), 0, outcome.exit());
        return outcome.out().strip();
    }

    @Test
    public void noModuleSurvivesANodeThatStopsInOrder() throws Exception {
        Proof.only("takes 15 s");
        int port = FreePorts.next();
        NodeProcess other = NodeProcess.started(poolOf(port));
        List<Long> pids = stubbornModules(port, 3);
        other.close();
        assertEquals(List.of(), pids.stream().filter(ShmoozeIT::isAlive).toList());
    }

    @Test
    public void noModuleSurvivesANodeThatIsKilled() throws Exception {
        Proof.only("takes 17 s");
        int port = FreePorts.next();
        NodeProcess other = NodeProcess.started(poolOf(port));
        List<Long> pids = stubbornModules(port, 50);
        other.process().destroyForcibly();
        assertTrue(other.process().waitFor(10, TimeUnit.SECONDS));
        await().atMost(PATIENCE).until(() -> pids.stream().noneMatch(ShmoozeIT::isAlive));
    }

    private static String poolOf(int port) throws IOException {
        String probe = Programs.script("probe-module.py", NodeProcess.newHome());
        return "{\"ports\": {\"pool\": " + port + "}, \"http\": {\"port\": %d}, \"module\": {\"types\":"
                + " {\"probe\": [\"python3\", \"" + probe + "\"]}}}";
    }

    /** Modules that heed neither a command nor a signal. @return their process ids */
    private static List<Long> stubbornModules(int port, int count) throws Exception {
        List<Long> pids = new ArrayList<>();
        try (LineClient client = new LineClient(port)) {
            for (int i = 0; i < count; i++) {
                String uid = client.add("probe", "{\"stubborn\": true, \"deaf\": true}");
                await().atMost(PATIENCE).until(() -> client.ask(uid, "pid").has("pid"));
                pids.add(client.ask(uid, "pid").get("pid").getAsLong());
            }
        }
        assertTrue(pids.stream().allMatch(ShmoozeIT::isAlive));
        return pids;
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static HttpResponse<String> post(int port, String path, String type, String body) throws Exception {
        return HTTP.send(request(port, path, type, body), BodyHandlers.ofString());
    }

    private static HttpRequest request(int port, String path, String type, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                BodyHandlers.ofString());
    }
}
