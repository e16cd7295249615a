package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * An application's page on the loop of the original's library, in a real browser: it stops for good when an answer is not
 * what it expects, and asks a service that does not run as often as one that does.
 */
public class OriginalPageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Browser browser;
    private static Path home;
    private static int port;
    private static int queuePort;
    private static NodeProcess node;

    @BeforeClass
    public static void startANodeAndABrowser() throws Exception {
        Programs.assume("python3");
        browser = Browser.open();
        home = NodeProcess.newHome();
        port = FreePorts.next();
        queuePort = FreePorts.next();
        Path pages = Files.createDirectory(home.resolve("pages"));
        for (String file : List.of("index.html", "loop.js", "application.js")) {
            Programs.script("original/" + file, pages);
        }
        start();
    }

    private static void start() throws Exception {
        node = NodeProcess.launch(home, settings(), port);
        node.awaitListening();
    }

    private static String settings() throws IOException {
        Path script = home.resolve("original-habits.py");
        if (Files.notExists(script)) {
            Programs.script("original-habits.py", home);
        }
        return """
                {
                  "public": ["ports", "name", "bg_color", "fg_color"],
                  "ports": {"queue": %d, "pool": %d, "wsgi": %d, "volume": %d},
                  "static_prefix": "/static/",
                  "static_path": "%s/pages",
                  "name": "Jürgen's hall",
                  "bg_color": "#102030",
                  "fg_color": "#a0b0c0",
                  "http": {"port": %d},
                  "module": {
                    "types": {
                      "text": ["python3", "%s"],
                      "text_bg": {"command": ["python3", "%s"], "background": true}
                    }
                  }
                }
                """.formatted(
                        queuePort, FreePorts.next(), FreePorts.next(), FreePorts.next(), home, port, script, script);
    }

    @AfterClass
    public static void stopThem() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {browser, node}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Before
    public void open() {
        browser.go("http://127.0.0.1:" + port + "/");
        browser.awaitText("#types", "text text_bg");
    }

    private static void assertNoLoopStopped() {
        assertEquals(
                List.of(), browser.script("return Object.keys(endpoints).filter((each) => endpoints[each].isStopped)"));
    }

    @Test
    public void aPageLooksAsTheSettingsSayAndHasAnEndpointForEachPort() {
        assertEquals("Jürgen's hall", browser.find("h1.title").getText());
        assertEquals(
                "rgb(16, 32, 48) rgb(160, 176, 192)",
                browser.script("const { backgroundColor, color } = getComputedStyle(document.body);"
                        + " return backgroundColor + ' ' + color"));
        assertEquals("pool,queue,volume,wsgi", browser.script("return Object.keys(endpoints).sort().join()"));
        assertNoLoopStopped();
    }

    @Test
    public void fiveDeferredCommandsAreOnePostAndEachHasItsAnswer() {
        browser.script("""
                window.results = [];
                const { pool } = endpoints;
                const say = (cmd, args) => pool.deferQuery({ cmd, args }, (result) => results.push([cmd, result]));
                say('pool', {});
                say('dance', {});
                say('modules_available', {});
                say('tell_module', { uid: 'ghost', cmd: 'pause' });
                say('rm', { uids: ['ghost'] });
                """);
        await().atMost(PATIENCE)
                .until(() -> browser.script("return results.length").equals(3L));
        assertEquals(
                "[[\"pool\",[]],[\"modules_available\",[\"text\"]],[\"rm\",null]]",
                browser.script("return JSON.stringify(results)"));
        assertEquals(1L, browser.script("return endpoints.pool.posts"));
        assertEquals(
                List.of("Bad command.", "Module identifier not in pool"),
                browser.script("return endpoints.pool.refusals"));
        browser.script("endpoints.pool.forceQuery({ cmd: 'pool' }, () => results.push('forced'));"
                + " endpoints.pool.runQueries()");
        await().atMost(PATIENCE).until(() -> "forced".equals(browser.script("return results[3]")));
        assertEquals("an empty round is one, too", 3L, browser.script("return endpoints.pool.posts"));
        assertNoLoopStopped();
    }

    @Test
    public void whatIsAddedElsewhereIsShownAndItsButtonRemovesIt() throws Exception {
        try (LineClient queue = new LineClient(queuePort)) {
            queue.result("set_bg", "{\"type\": \"text_bg\"}");
            browser.awaitText("#background", "text_bg");
            queue.add("text", "{\"text\": \"Grüße, 世界\"}");
            browser.awaitText("#queue", "Grüße, 世界");
            browser.click("#queue .rm");
            browser.awaitNoText("#queue", "Grüße, 世界");
            assertEquals("[]", queue.result("queue", "{}").toString());
            assertNoLoopStopped();
        }
    }

    @Test
    public void aServiceThatDoesNotRunIsAskedAgainAndDisturbsNoOther() {
        await().atMost(PATIENCE).until(() -> (long) browser.script("return endpoints.volume.failures") > 2);
        assertEquals(0L, browser.script("return endpoints.queue.failures"));
        assertNoLoopStopped();
        assertTrue(browser.find(".disconnect-hide").isDisplayed());
    }

    @Test
    public void whileTheNodeIsAwayThePageSaysSoAndThenGoesOnByItself() throws Exception {
        browser.script("window.isTheSame = true");
        node.close();
        browser.awaitText(".disconnect-show", "Connection lost");
        await().atMost(PATIENCE)
                .until(() -> !browser.isShown(".disconnect-hide") && browser.isShown(".disconnect-show"));
        start();
        await().atMost(PATIENCE)
                .until(() -> browser.isShown(".disconnect-hide") && !browser.isShown(".disconnect-show"));
        assertNoLoopStopped();
        try (LineClient queue = new LineClient(queuePort)) {
            String uid = queue.add("text", "{\"text\": \"Here again\"}");
            browser.awaitText("#queue", "Here again");
            queue.remove(uid);
            browser.awaitNoText("#queue", "Here again");
        }
        assertEquals("without loading it again", true, browser.script("return window.isTheSame"));
    }
}
