package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.testing.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;

/** The library for pages in two real browsers, on a node that goes away and comes back. */
public class LibraryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long NO_SUCH_METHOD = -32_601;
    private static final long NO_SUCH_TASK = -32_006;

    private static Browser ada;
    private static Browser eve;
    private static Path home;
    private static int port;
    private static NodeProcess node;

    @BeforeClass
    public static void startANodeAndTwoBrowsers() throws Exception {
        ada = Browser.open();
        eve = Browser.open();
        home = NodeProcess.newHome();
        port = FreePorts.next();
        Programs.script("library/index.html", Files.createDirectory(home.resolve("pages")));
        start();
        node.deploy("hello-task");
        node.deploy(TaskJar.events(), "noise.jar");
    }

    private static void start() throws Exception {
        String settings = "{\"http\": {\"port\": %d}, \"static_path\": \"%s/pages\"}".formatted(port, home);
        node = NodeProcess.launch(home, settings, port);
        node.awaitListening();
    }

    @AfterClass
    public static void stopThem() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {ada, eve, node}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Before
    public void openThePages() throws Exception {
        for (Browser each : new Browser[] {ada, eve}) {
            each.go("about:blank");
            each.go("http://127.0.0.1:" + port + "/#" + node.adminToken());
            each.awaitText("#heard", "[\"open\",true,false]");
        }
        awaitTask("hello");
        awaitTask("noise.Publish");
    }

    private static void awaitTask(String name) {
        await().atMost(PATIENCE)
                .until(() -> !ada.script("return patchbay.task('" + name + "', {}).catch(({ code }) => code ?? 0)")
                        .equals(NO_SUCH_TASK));
    }

    @Test
    public void aPageCallsAMethodAndRunsATask() {
        assertEquals("1.3.2", ada.script("return patchbay.call('rpc.discover').then(({ openrpc }) => openrpc)"));
        assertEquals(
                Map.of("text", "Hello, Zoë!"),
                ada.script("return patchbay.task('hello', { name: 'Zoë' }, { timeoutInMs: 20000 })"));
        assertEquals(NO_SUCH_METHOD, ada.script("return patchbay.call('ghost.say').catch(({ code }) => code)"));
        assertEquals(NO_SUCH_TASK, ada.script("return patchbay.task('ghost', {}).catch(({ code }) => code)"));
        assertEquals("open", ada.script("return patchbay.state"));
    }

    @Test
    public void twoPagesHearEachOtherInARoomAndTheSameEvents() {
        ada.script("return enter('garden')");
        eve.script("return enter('garden')");
        ada.awaitText("#heard", "[\"present\",2]");
        ada.script("return patchbay.say('garden', 'Grüße', { others: true })");
        eve.awaitText("#heard", "[\"said\",\"Grüße\"]");
        publish(eve, 7);
        ada.awaitText("#heard", "[\"event\",\"lamp.on\",7]");
        eve.awaitText("#heard", "[\"event\",\"lamp.on\",7]");
        assertTrue(heard(ada), !heard(ada).contains("said"));
    }

    private static void publish(Browser browser, int watts) {
        browser.script("return patchbay.task('noise.Publish', { name: 'lamp.on', properties: { watts: %d } })"
                .formatted(watts));
    }

    private static String heard(Browser browser) {
        return browser.find("#heard").getText();
    }

    @Test
    public void afterARestartPagesAreToldOfTheGapAndAreInTheirRoomAndHearEventsAgain() throws Exception {
        ada.script("return enter('attic')");
        eve.script("return enter('attic')");
        ada.awaitText("#heard", "[\"present\",2]");
        eve.awaitText("#heard", "[\"present\",2]");
        for (Browser each : new Browser[] {ada, eve}) {
            each.script("document.querySelector('#heard').textContent = ''");
        }
        node.close();
        for (Browser each : new Browser[] {ada, eve}) {
            await().atMost(PATIENCE)
                    .until(() -> !each.script("return patchbay.state").equals("open"));
        }
        assertEquals("unconnected", ada.script("return patchbay.call('rpc.discover').catch(({ code }) => code)"));
        start();
        for (Browser each : new Browser[] {ada, eve}) {
            each.awaitText("#heard", "[\"open\",true,true]");
            each.awaitText("#heard", "[\"gap\",true,true]");
        }
        ada.awaitText("#heard", "[\"present\",2]");
        eve.script("return patchbay.say('attic', 'Here again')");
        ada.awaitText("#heard", "[\"said\",\"Here again\"]");
        awaitTask("noise.Publish");
        publish(ada, 9);
        eve.awaitText("#heard", "[\"event\",\"lamp.on\",9]");
        String before = heard(eve);
        assertEquals(before, before.indexOf("\"gap\""), before.lastIndexOf("\"gap\""));
        assertTrue(before, before.indexOf("\"gap\"") < before.indexOf("\"event\""));
    }
}
