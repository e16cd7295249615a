package dev.patchbay.protocol.shmooze.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Failure.Kind;
import dev.patchbay.line.LineEnd;
import dev.patchbay.protocol.shmooze.internal.FakeDispatcher.Refusal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class GatewayTest {

    private static final int NLP = 6100;
    private static final String PORTS = "{\"queue\": 6001, \"nlp\": " + NLP + ", \"wsgi\": 8080}";
    private static final long PATIENCE_IN_SEC = 10;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final FakeDispatcher dispatcher = new FakeDispatcher()
            .with("queue.bg", args -> null)
            .with("queue.echo", args -> args.get("value"))
            .with("settings.get", args -> Map.of("name", "läb"));
    private final FakeTransport transport = new FakeTransport();
    private final Set<String> listening = ConcurrentHashMap.newKeySet();
    private final AtomicLong clock = new AtomicLong();
    private final Providers providers = new Providers(clock::get);
    private final Queue<Runnable> looks = new ConcurrentLinkedQueue<>();
    private final Exchanges exchanges = new Exchanges(clock::get, looks::add);
    private final Backends backends = new Backends(transport);
    private final Map<String, Object> settings = new HashMap<>(Map.of("ports", PORTS));
    private Gateway gateway;

    @Before
    public void open() throws Exception {
        listening.add("queue");
        Files.writeString(folder.newFile("index.html").toPath(), "<h1>ä</h1>");
        Files.writeString(folder.newFile("page.css").toPath(), "h1 {}");
        folder.newFolder("lab");
        Files.writeString(folder.newFile("lab/notes.txt").toPath(), "notes");
        gateway = new Gateway(
                dispatcher,
                new Commands(dispatcher, dispatcher::hasNamespace),
                providers,
                listening::contains,
                backends,
                exchanges,
                site());
        backends.apply(Configs.settings(settings));
    }

    @After
    public void close() {
        assertEquals("every exchange has ended", 0, exchanges.size());
        backends.close();
        transport.close();
        dispatcher.close();
    }

    private Site site() {
        return Site.of(
                Configs.settings(settings), new DiskFolder(folder.getRoot().toPath()));
    }

    private void set(String key, Object value) {
        settings.put(key, value);
        gateway.apply(site());
    }

    private void provide(String namespace) {
        providers.put(FakeReference.of(Map.of("patchbay.provider.name", namespace)));
    }

    private FakeHttp answer(FakeHttp request) throws Exception {
        return request.answeredBy(gateway);
    }

    private static void assertJson(String expected, FakeHttp answered) {
        assertEquals(200, answered.status());
        assertEquals("text/json", answered.header("Content-Type"));
        assertEquals(expected, answered.text());
        assertEquals(String.valueOf(answered.bytes().length), answered.header("Content-Length"));
    }

    private static void assertOnlyJson(FakeHttp answered) {
        assertEquals(200, answered.status());
        assertEquals("text/plain", answered.header("Content-Type"));
        assertEquals("Endpoint only accepts JSON.", answered.text());
    }

    private static void assertPage(int status, String part, FakeHttp answered) {
        assertEquals(status, answered.status());
        assertEquals("text/html; charset=utf-8", answered.header("Content-Type"));
        assertTrue(answered.text(), answered.text().contains(part));
    }

    private void serveNlp() throws Exception {
        for (InetAddress address : InetAddress.getAllByName("localhost")) {
            transport.serve(new InetSocketAddress(address, NLP));
        }
    }

    // ---- services of this node

    @Test
    public void jsonForAServiceOfThisNodeIsAnsweredWithoutAConnection() throws Exception {
        assertJson(
                "{\"success\":true,\"result\":\"\\u00e4\"}",
                answer(FakeHttp.post("/queue", "{\"cmd\": \"echo\", \"args\": {\"value\": \"ä\"}}")));
        assertJson("[{\"success\":true}]", answer(FakeHttp.post("/queue", "[{\"cmd\": \"bg\"}]")));
        assertJson("[]", answer(FakeHttp.post("/queue", "[]")));
        assertFalse(transport.hasOutgoing());
    }

    @Test
    public void theContentTypeMayHaveParametersAndEitherName() throws Exception {
        for (String type : List.of(
                "text/json", "application/json", "application/json; charset=utf-8", "Text/JSON;charset=utf-8")) {
            assertJson("[]", answer(FakeHttp.post("/queue", "[]").with("Content-Type", type)));
        }
    }

    @Test
    public void whatIsNotJsonByItsTypeIsToldSoWhateverTheMethod() throws Exception {
        assertOnlyJson(answer(FakeHttp.get("/queue")));
        assertOnlyJson(answer(FakeHttp.of("POST", "/queue").with("[]".getBytes(StandardCharsets.UTF_8))));
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "text/jsonx", "")) {
            assertOnlyJson(answer(FakeHttp.post("/queue", "[]").with("Content-Type", type)));
        }
        assertOnlyJson(answer(FakeHttp.get("/nlp")));
        assertTrue(dispatcher.requests().isEmpty());
    }

    @Test
    public void theMethodIsNotLookedAt() throws Exception {
        for (String method : List.of("GET", "PUT", "DELETE", "BREW")) {
            FakeHttp request = FakeHttp.of(method, "/queue")
                    .with("Content-Type", "text/json")
                    .with("[]".getBytes(StandardCharsets.UTF_8));
            assertJson("[]", answer(request));
        }
    }

    @Test
    public void whatStandsBehindTheNameIsIgnored() throws Exception {
        assertJson("[]", answer(FakeHttp.post("/queue/", "[]")));
        assertJson("[]", answer(FakeHttp.post("/queue/a/b", "[]")));
        assertOnlyJson(answer(FakeHttp.get("/queue/a")));
        assertPage(404, "Not Found", answer(FakeHttp.post("/queues", "[]")));
    }

    @Test
    public void theGatewaysOwnEntryIsNoService() throws Exception {
        assertPage(404, "Not Found", answer(FakeHttp.post("/wsgi", "[]")));
    }

    @Test
    public void aBodyThatIsNotJsonIsAPageOf500() throws Exception {
        assertPage(500, "The body is not JSON.", answer(FakeHttp.post("/queue", "{\"cmd\": <b>")));
        assertPage(500, "The body is not JSON.", answer(FakeHttp.post("/queue", "")));
        assertPage(500, "The body is not JSON.", answer(FakeHttp.post("/nlp", "hello")));
        byte[] notText = {'"', (byte) 0xC3, '"'};
        assertPage(
                500,
                "The body cannot be read",
                answer(FakeHttp.post("/queue", "").with(notText)));
        assertFalse(transport.hasOutgoing());
    }

    @Test
    public void aPageSaysTheReasonAsText() throws Exception {
        dispatcher.with("settings.get", args -> {
            throw new Refusal(Kind.REFUSED, "<script>\"&");
        });
        assertPage(500, "&lt;script&gt;&quot;&amp;", answer(FakeHttp.get("/settings.json")));
    }

    @Test
    public void aBodyThatComesLaterIsAnsweredToo() throws Exception {
        String text = "ä".repeat(50_000);
        String command = "{\"cmd\": \"echo\", \"args\": {\"value\": \"" + text + "\"}}";
        FakeHttp answered = answer(FakeHttp.post("/queue", command).later());
        assertEquals(200, answered.status());
        assertEquals("{\"success\":true,\"result\":\"" + "\\u00e4".repeat(50_000) + "\"}", answered.text());
    }

    @Test
    public void aBodyThatIsTooLongIsRefused() throws Exception {
        set("maxLineBytes", 10);
        assertJson("[]", answer(FakeHttp.post("/queue", "[]        ")));
        assertPage(413, "at most 10 bytes", answer(FakeHttp.post("/queue", "[]         ")));
        assertJson("[]", answer(FakeHttp.post("/queue", "[]        ").later()));
        assertPage(
                413,
                "at most 10 bytes",
                answer(FakeHttp.post("/queue", "[]         ").later()));
    }

    @Test
    public void requestsDoNotWaitForOneAnother() throws Exception {
        CountDownLatch all = new CountDownLatch(4);
        dispatcher.with("queue.tell_module", args -> {
            all.countDown();
            return all.await(PATIENCE_IN_SEC, TimeUnit.SECONDS);
        });
        List<FakeHttp> requests = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            requests.add(FakeHttp.post("/queue", "{\"cmd\": \"tell_module\"}").startedBy(gateway));
        }
        for (FakeHttp request : requests) {
            assertJson("{\"success\":true,\"result\":true}", request.awaitAnswer());
        }
    }

    @Test
    public void withoutAnAnswerInTimeItIsAPageOf500AndTheCommandGoesOn() throws Exception {
        CountDownLatch isFree = new CountDownLatch(1);
        CountDownLatch isDone = new CountDownLatch(1);
        dispatcher.with("queue.slow", args -> {
            boolean free = isFree.await(PATIENCE_IN_SEC, TimeUnit.SECONDS);
            isDone.countDown();
            return free;
        });
        FakeHttp request = FakeHttp.post("/queue", "{\"cmd\": \"slow\"}").startedBy(gateway);
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(9_999));
        lookForOverdueOnes();
        assertFalse(request.isAnswered());
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        lookForOverdueOnes();
        assertPage(500, "did not answer in time", request.awaitAnswer());
        isFree.countDown();
        assertTrue(isDone.await(PATIENCE_IN_SEC, TimeUnit.SECONDS));
    }

    private void lookForOverdueOnes() {
        looks.remove().run();
    }

    @Test
    public void nobodyLooksForOverdueOnesWhileNobodyWaits() throws Exception {
        assertEquals("before", 0, looks.size());
        FakeHttp first = FakeHttp.post("/queue", "{\"cmd\": \"bg\"}").later().begunBy(gateway);
        FakeHttp second = FakeHttp.post("/queue", "{\"cmd\": \"bg\"}").later().begunBy(gateway);
        assertEquals("one for both", 1, looks.size());
        first.bodyArrives();
        first.awaitAnswer();
        lookForOverdueOnes();
        assertEquals("one waits", 1, looks.size());
        second.bodyArrives();
        second.awaitAnswer();
        lookForOverdueOnes();
        assertEquals("afterwards", 0, looks.size());
    }

    @Test
    public void aCommandThatCameTooLateIsNotCarriedOut() throws Exception {
        FakeHttp request = FakeHttp.post("/queue", "{\"cmd\": \"bg\"}").later().begunBy(gateway);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(10));
        lookForOverdueOnes();
        assertPage(500, "did not answer in time", request.awaitAnswer());
        request.bodyArrives();
        assertTrue(dispatcher.requests().isEmpty());
    }

    @Test
    public void whoStillWaitsWhenTheGatewayStopsIsTold() throws Exception {
        CountDownLatch isFree = new CountDownLatch(1);
        dispatcher.with("queue.slow", args -> isFree.await(PATIENCE_IN_SEC, TimeUnit.SECONDS));
        FakeHttp request = FakeHttp.post("/queue", "{\"cmd\": \"slow\"}").startedBy(gateway);
        exchanges.cancelAll();
        assertPage(500, "The gateway stops", request.awaitAnswer());
        isFree.countDown();
    }

    @Test
    public void aClientThatLeftDisturbsNobody() throws Exception {
        FakeHttp request = FakeHttp.post("/queue", "[]");
        request.leave();
        answer(request);
        assertJson("[]", answer(FakeHttp.post("/queue", "[]")));
    }

    @Test
    public void aFilterThatCannotWaitIsToldOf() throws Exception {
        assertPage(500, "asyncSupported", answer(FakeHttp.post("/queue", "[]").behindOldFilter()));
        assertOnlyJson(answer(FakeHttp.get("/queue").behindOldFilter()));
    }

    // ---- providers

    @Test
    public void everyProviderCanBePostedToByItsName() throws Exception {
        dispatcher.with("lab.scope.read", args -> 5);
        provide("lab.scope");
        assertJson("{\"success\":true,\"result\":5}", answer(FakeHttp.post("/lab.scope", "{\"cmd\": \"read\"}")));
        assertOnlyJson(answer(FakeHttp.get("/lab.scope")));
        assertPage(404, "Not Found", answer(FakeHttp.post("/lab", "{\"cmd\": \"scope.read\"}")));
        assertPage(404, "Not Found", answer(FakeHttp.post("/scope", "{\"cmd\": \"read\"}")));
    }

    @Test
    public void providersAreNotServedWhenTheSettingsSayNo() throws Exception {
        dispatcher.with("lab.read", args -> 5);
        provide("lab");
        set("providers", false);
        assertPage(404, "Not Found", answer(FakeHttp.post("/lab", "{\"cmd\": \"read\"}")));
        set("providers", true);
        assertJson("{\"success\":true,\"result\":5}", answer(FakeHttp.post("/lab", "{\"cmd\": \"read\"}")));
    }

    @Test
    public void aProviderHidesNoFile() throws Exception {
        dispatcher.with("lab.read", args -> 5);
        provide("lab");
        set("static__prefix", "/");
        assertEquals("notes", answer(FakeHttp.get("/lab/notes.txt")).text());
        assertJson("{\"success\":true,\"result\":5}", answer(FakeHttp.post("/lab/notes.txt", "{\"cmd\": \"read\"}")));
    }

    @Test
    public void anEntryOfTheSettingsWinsOverAProvider() throws Exception {
        dispatcher.with("nlp.do", args -> "ours");
        provide("nlp");
        serveNlp();
        FakeHttp request = FakeHttp.post("/nlp", "{\"cmd\": \"do\"}").startedBy(gateway);
        FakeLine backend = transport.takeOutgoing();
        assertEquals("{\"cmd\": \"do\"}", backend.takeSent());
        backend.receive("{\"success\": true, \"result\": \"theirs\"}");
        assertJson("{\"success\": true, \"result\": \"theirs\"}", request.awaitAnswer());
    }

    // ---- services elsewhere

    @Test
    public void aServiceElsewhereIsSentOneLineOfAsciiAndItsAnswerComesBack() throws Exception {
        serveNlp();
        FakeHttp request =
                FakeHttp.post("/nlp/x", "{\n\t\"cmd\":\r\n \"dö\"}\n").startedBy(gateway);
        FakeLine backend = transport.takeOutgoing();
        assertEquals("{  \"cmd\":   \"d\\u00f6\"} ", backend.takeSent());
        backend.receive("[not looked at");
        assertJson("[not looked at", request.awaitAnswer());
    }

    @Test
    public void aServiceThatIsNotThereIsAPageOf500() throws Exception {
        assertPage(500, "'nlp' is not reachable", answer(FakeHttp.post("/nlp", "[]")));
    }

    @Test
    public void aServiceThatEndsTheConnectionIsAPageOf500() throws Exception {
        serveNlp();
        FakeHttp request = FakeHttp.post("/nlp", "[]").startedBy(gateway);
        FakeLine backend = transport.takeOutgoing();
        assertEquals("[]", backend.takeSent());
        backend.end(LineEnd.BY_PEER);
        assertPage(500, "ended the connection before it answered", request.awaitAnswer());
    }

    @Test
    public void aServiceThatDoesNotAnswerInTimeIsAPageOf500AndItsConnectionIsNotUsedAgain() throws Exception {
        serveNlp();
        FakeHttp request = FakeHttp.post("/nlp", "[]").startedBy(gateway);
        FakeLine backend = transport.takeOutgoing();
        assertEquals("[]", backend.takeSent());
        clock.addAndGet(TimeUnit.SECONDS.toNanos(10));
        lookForOverdueOnes();
        assertPage(500, "did not answer in time", request.awaitAnswer());
        assertNotNull(backend.ended());
        FakeHttp next = FakeHttp.post("/nlp", "[1]").startedBy(gateway);
        FakeLine another = transport.takeOutgoing();
        assertEquals("[1]", another.takeSent());
        another.receive("[]");
        assertJson("[]", next.awaitAnswer());
    }

    @Test
    public void aServiceThisNodeCannotListenForIsAskedWhereItIs() throws Exception {
        listening.clear();
        for (InetAddress address : InetAddress.getAllByName("localhost")) {
            transport.serve(new InetSocketAddress(address, 6001));
        }
        FakeHttp request = FakeHttp.post("/queue", "[]").startedBy(gateway);
        FakeLine backend = transport.takeOutgoing();
        backend.receive("[5]");
        assertJson("[5]", request.awaitAnswer());
        assertTrue(dispatcher.requests().isEmpty());
    }

    // ---- settings, files, the page

    @Test
    public void thePublicSettingsAreShownToEveryMethod() throws Exception {
        assertJson("{\"name\":\"l\\u00e4b\"}", answer(FakeHttp.get("/settings.json")));
        assertJson("{\"name\":\"l\\u00e4b\"}", answer(FakeHttp.post("/settings.json", "junk")));
        assertJson("{\"name\":\"l\\u00e4b\"}", answer(FakeHttp.get("/settings.json/more")));
    }

    @Test
    public void theRootIsThePage() throws Exception {
        FakeHttp answered = answer(FakeHttp.get("/"));
        assertEquals(200, answered.status());
        assertEquals("text/html; charset=utf-8", answered.header("Content-Type"));
        assertEquals("<h1>ä</h1>", answered.text());
        assertEquals("no-cache", answered.header("Cache-Control"));
        assertNotNull(answered.header("ETag"));
    }

    @Test
    public void withoutAPageTheRootIsNotFound() throws Exception {
        Files.delete(folder.getRoot().toPath().resolve("index.html"));
        assertPage(404, "Not Found", answer(FakeHttp.get("/")));
    }

    @Test
    public void aFileIsSentWithWhatCachesNeed() throws Exception {
        FakeHttp answered = answer(FakeHttp.get("/static/page.css"));
        assertEquals(200, answered.status());
        assertEquals("h1 {}", answered.text());
        assertEquals("text/css; charset=utf-8", answered.header("Content-Type"));
        assertEquals("5", answered.header("Content-Length"));
        assertEquals("max-age=43200, public", answered.header("Cache-Control"));
        for (String header : List.of("ETag", "Last-Modified", "Expires")) {
            assertNotNull(header, answered.header(header));
        }
    }

    @Test
    public void whatIsNeitherIsNotFound() throws Exception {
        for (String path : List.of("/static/", "/static", "/static/lab", "/static/no.css", "/page.css", "/x")) {
            FakeHttp answered = answer(FakeHttp.get(path));
            assertPage(404, "Not Found", answered);
            assertNull(path, answered.header("ETag"));
        }
    }

    @Test
    public void prefixesHoldAtOnce() throws Exception {
        set("wsgi__prefix", "/api/");
        set("static__prefix", "/files/");
        assertJson("[]", answer(FakeHttp.post("/api/queue", "[]")));
        assertPage(404, "Not Found", answer(FakeHttp.post("/queue", "[]")));
        assertJson("{\"name\":\"l\\u00e4b\"}", answer(FakeHttp.get("/api/settings.json")));
        assertEquals("h1 {}", answer(FakeHttp.get("/files/page.css")).text());
        assertPage(404, "Not Found", answer(FakeHttp.get("/static/page.css")));
        assertEquals("<h1>ä</h1>", answer(FakeHttp.get("/")).text());
    }

    @Test
    public void endpointsWinOverFilesOfTheSameName() throws Exception {
        set("static__prefix", "/");
        folder.newFile("queue");
        folder.newFile("settings.json");
        assertOnlyJson(answer(FakeHttp.get("/queue")));
        assertJson("{\"name\":\"l\\u00e4b\"}", answer(FakeHttp.get("/settings.json")));
        assertEquals("h1 {}", answer(FakeHttp.get("/page.css")).text());
    }

    @Test
    public void everyEntryIsAnEndpointWhetherOrNotItsServiceRuns() throws Exception {
        Set<Integer> statuses = new HashSet<>();
        statuses.add(answer(FakeHttp.get("/nlp")).status());
        statuses.add(answer(FakeHttp.get("/queue")).status());
        assertEquals(Set.of(200), statuses);
    }
}
