package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** The pages of the debug-mode server in a real browser. */
public class ConsoleIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "correct horse";

    private static Browser browser;
    private static NodeProcess node;
    private static int port;

    @BeforeClass
    public static void startANodeAndABrowser() throws Exception {
        browser = Browser.recording();
        browser.resize(1280, 860);
        port = FreePorts.next();
        node = NodeProcess.started(
                "{\"http\": {\"port\": %d}, \"dispatcher\": {\"websocket-port\": 0, \"frontend-port\": " + port + "},"
                        + " \"worker\": {\"searchPath\": \"" + modules() + "\","
                        + " \"modules\": {\"lamp\": [\"lab.lamp\", \"Lamp\", null]}}}");
        node.deploy(TaskJar.jobs(), "lab.jar");
        assertEquals(
                0,
                node.command("call", "user.add", "root", PASSWORD, "[\"admin\"]")
                        .exit());
        try (DispatcherClient client = DispatcherClient.service(node.port(), "test")) {
            await().atMost(PATIENCE)
                    .until(() -> client.call("discovery.get_tasks", "[]")
                            .getAsJsonObject()
                            .has("lab.Hold"));
        }
        signIn();
        assertEquals(Set.of("127.0.0.1:" + port), browser.asked());
    }

    private static Path modules() throws IOException {
        Path folder = Temporary.directory();
        Files.createDirectory(folder.resolve("lab"));
        Programs.script("lab/lamp.py", folder.resolve("lab"));
        return folder;
    }

    private static void go(String path) {
        browser.go("http://127.0.0.1:" + port + path);
    }

    private static void signIn() {
        go("/");
        browser.type("[name=username]", "root");
        browser.type("[name=password]", "wrong horse");
        browser.click("#login button");
        browser.awaitText("#refusal", "Incorrect username or password");
        browser.script("document.querySelector('[name=password]').value = ''");
        browser.type("[name=password]", PASSWORD);
        browser.click("#login button");
        browser.awaitText("#connection", "127.0.0.1:" + port);
    }

    @After
    public void nobodyElseWasAsked() {
        Set<String> asked = browser.asked();
        asked.remove("127.0.0.1:" + port);
        assertEquals(Set.of(), asked);
    }

    @AfterClass
    public static void stopThem() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {browser, node}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    public void aMethodIsFoundAndCalled() throws Exception {
        go("/rpc");
        browser.awaitText(".tree", "management");
        browser.type("[name=method]", "management.status");
        browser.click(".work button");
        browser.awaitText("#result", "connected-clients");
        browser.screenshot("console-rpc");
        browser.script("document.querySelector('[name=method]').value = 'ghost.walk'");
        browser.click(".work button");
        browser.awaitText("#result", "Service ghost not found (code 2)");
        browser.type("[name=args]", "{");
        browser.click(".work button");
        browser.awaitText("#result", "Expected a JSON array");
    }

    @Test
    public void aFunctionOfAModuleIsFoundAndCalled() throws Exception {
        Programs.assume("python3");
        node.awaitCall("lamp.pid");
        go("/apidoc/rpc");
        browser.awaitText(".entries", "lamp.my_fun");
        go("/rpc");
        browser.awaitText(".tree", "lamp");
        browser.type("[name=method]", "lamp.my_fun");
        browser.type("[name=args]", "[\"by hand\", 7]");
        browser.click(".work button");
        browser.awaitText("#result", "by hand");
        browser.script("document.querySelector('[name=method]').value = 'lamp.fail'");
        browser.script("document.querySelector('[name=args]').value = ''");
        browser.click(".work button");
        browser.awaitText("#result", "the bulb is broken");
    }

    @Test
    public void eventsAreShownAsTheyHappen() throws Exception {
        go("/events");
        browser.find("[name=mask]");
        try (DispatcherClient client = DispatcherClient.service(node.port(), "test")) {
            browser.awaitText(".events", "server.service_login");
            client.publish("lab.reading", "{\"volts\": 3, \"text\": \"<b>not HTML</b>\"}");
            browser.awaitText(".events", "lab.reading");
            assertTrue(browser.find(".events").getText().contains("<b>not HTML</b>"));
        }
        browser.screenshot("console-events");
    }

    @Test
    public void aJobIsSubmittedWatchedAndAborted() throws Exception {
        go("/tasks");
        browser.awaitText(".side", "lab.Hold");
        Path file = Temporary.directory().resolve("file");
        browser.type("[name=task]", "lab.Hold");
        browser.type("[name=args]", "[[\"system\"], \"" + file + "\"]");
        browser.click(".side form button");
        browser.awaitText(".jobs tbody tr:first-child", "EXECUTING");
        browser.awaitText(".jobs tbody tr:first-child", "holding");
        browser.click(".side form button");
        browser.awaitText(".jobs tbody tr:first-child", "WAITING");
        browser.screenshot("console-tasks");
        browser.click(".jobs tbody tr:first-child button");
        browser.awaitText(".jobs tbody tr:first-child", "ABORTED");
        Files.createFile(file);
        browser.awaitText(".jobs tbody tr:nth-child(2)", "FINISHED");
        browser.resize(390, 800);
        browser.screenshot("console-tasks-phone");
        assertEquals(
                "nothing to scroll sideways",
                true,
                browser.script("return document.documentElement.scrollWidth <= window.innerWidth"));
        browser.resize(1280, 860);
    }

    @Test
    public void whatTheNodeOffersCanBeRead() throws Exception {
        go("/apidoc/tasks");
        browser.awaitText(".entries", "lab.Parent");
        go("/apidoc/schemas");
        browser.awaitText(".entries", "IsoDatetime");
        go("/apidoc/events");
        browser.awaitText(".entries", "task.changed");
        go("/apidoc/rpc");
        browser.awaitText(".entries", "session.whoami");
        browser.screenshot("console-apidoc");
    }

    @Test
    public void everyPageIsALinkAwayAndTheWayBack() {
        go("/rpc");
        browser.click("header a[href=events]");
        browser.find("[name=mask]");
        browser.click("header a[href=tasks]");
        browser.find("[name=task]");
        browser.click("header a[href=apidoc]");
        browser.awaitText(".entries", "session.whoami");
        browser.script("history.back()");
        browser.find("[name=task]");
        browser.click("header a[href=rpc]");
        browser.awaitText(".tree", "management");
        assertEquals("/rpc", browser.path());
    }

    @Test
    public void aMethodIsChosenFromTheTree() {
        go("/rpc");
        browser.type("[name=args]", "[1, 2]");
        browser.click(".tree summary", "session");
        browser.click(".tree button", "whoami");
        assertEquals("session.whoami", browser.value("[name=method]"));
        assertEquals("", browser.value("[name=args]"));
        browser.click(".work button");
        browser.awaitText("#result", "\"root\"");
        browser.click(".tree button", "send_to_all");
        assertEquals("[text]", browser.find("[name=args]").getDomProperty("placeholder"));
    }

    @Test
    public void onlyWhatIsListenedToIsShownUntilItIsCleared() throws Exception {
        go("/events");
        try (DispatcherClient client = DispatcherClient.service(node.port(), "test")) {
            browser.fill("[name=mask]", "lab.*");
            browser.click("#page form button", "Listen");
            await().atMost(PATIENCE).until(() -> {
                client.publish("lab.reading", "{}");
                return browser.text(".events").contains("lab.reading");
            });
            client.publish("other.reading", "{}");
            client.publish("lab.last", "{}");
            browser.awaitText(".events", "lab.last");
            assertFalse(browser.text(".events").contains("other.reading"));
            browser.click("#page form button", "Clear");
            assertEquals("", browser.text(".events"));
            client.publish("lab.again", "{}");
            browser.awaitText(".events", "lab.again");
            browser.click("#refresh");
            assertEquals("the mask is kept", "lab.*", browser.value("[name=mask]"));
            assertEquals("", browser.text(".events"));
            await().atMost(PATIENCE).until(() -> {
                client.publish("lab.afresh", "{}");
                return browser.text(".events").contains("lab.afresh");
            });
        } finally {
            browser.script("sessionStorage.removeItem('patchbay.mask')");
        }
    }

    @Test
    public void aTaskIsChosenFromTheListAndWhatBecameOfItIsRead() {
        go("/tasks");
        browser.click(".side summary", "lab.Quick");
        browser.click(".side details[open] button", "Use");
        assertEquals("lab.Quick", browser.value("[name=task]"));
        browser.type("[name=args]", "[\"by hand\"]");
        browser.click(".side form button", "Submit");
        browser.awaitText(".note", "Submitted as");
        browser.awaitText(".jobs tbody tr:first-child", "lab.Quick");
        browser.awaitText(".jobs tbody tr:first-child", "FINISHED");
        browser.click("#refresh");
        browser.click(".jobs tbody tr:first-child summary");
        browser.awaitText(".jobs tbody tr:first-child pre", "\"was\": \"by hand\"");
        browser.fill("[name=task]", "lab.Ghost");
        browser.click(".side form button", "Submit");
        browser.awaitText(".note.problem", "Unknown task type lab.Ghost (code 22)");
    }

    @Test
    public void chaptersAndTheFilterLeadToWhatIsLookedFor() {
        go("/apidoc");
        browser.awaitText(".entries", "session.whoami");
        for (String[] each : new String[][] {
            {"events", "task.changed"}, {"schemas", "IsoDatetime"}, {"rpc", "session.whoami"}, {"tasks", "lab.Parent"}
        }) {
            browser.click(".chapters a[href='apidoc/" + each[0] + "']");
            browser.awaitText(".entries", each[1]);
            browser.find(".chapters a[href='apidoc/" + each[0] + "'][aria-current]");
        }
        browser.type(".chapters input", "Parent");
        browser.awaitNoText(".entries", "lab.Hold");
        browser.click(".entries summary", "lab.Parent");
        browser.awaitText(".entries details[open] pre", "integer");
        browser.fill(".chapters input", "l");
        browser.awaitText(".entries", "lab.Hold");
    }

    @Test
    public void whoSignsOutIsForgotten() throws Exception {
        go("/rpc");
        browser.find("[name=method]");
        go("/tasks");
        browser.find("[name=task]");
        try (DispatcherClient client = DispatcherClient.service(node.port(), "test")) {
            int before = connected(client);
            browser.click("#leave");
            browser.awaitText("#refusal", "You have been signed out.");
            await().atMost(PATIENCE).until(() -> connected(client) < before);
            assertFalse(browser.isShown("#console"));
            browser.script("history.back()");
            await().atMost(PATIENCE).until(() -> browser.path().equals("/rpc"));
            browser.find("#login");
            assertFalse(browser.isShown("#console"));
        } finally {
            signIn();
        }
    }

    private static int connected(DispatcherClient client) throws Exception {
        return client.call("management.status", "[]")
                .getAsJsonObject()
                .get("connected-clients")
                .getAsInt();
    }

    @Test
    public void everyAddressOfTheOriginalIsServedHereAndBelowAPathOnTheNodesPort() throws Exception {
        for (String page : new String[] {
            "", "rpc", "events", "tasks", "apidoc", "apidoc/rpc", "apidoc/tasks", "apidoc/events", "apidoc/schemas"
        }) {
            assertEquals(page, 200, status(port, "/" + page));
            assertEquals(page, 200, status(node.port(), "/console/" + page));
        }
        assertEquals(404, status(port, "/nothing"));
        assertEquals(404, status(node.port(), "/rpc/nothing"));
    }

    private static int status(int port, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
