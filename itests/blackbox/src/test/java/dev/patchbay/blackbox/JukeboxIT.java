package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;

import dev.patchbay.testing.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** The jukebox example, and the page that comes with the gateway, in a real browser. */
public class JukeboxIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path EXAMPLE =
            Path.of("../../examples/jukebox").toAbsolutePath().normalize();

    private static Browser browser;
    private static NodeProcess jukebox;
    private static NodeProcess plain;

    @BeforeClass
    public static void startTwoNodesAndABrowser() throws Exception {
        Programs.assume("python3");
        browser = Browser.open();
        browser.resize(1200, 900);
        jukebox = start("\"static_path\": \"" + EXAMPLE.resolve("page") + "\", \"bg_color\": \"#1e1b4b\",");
        plain = start("\"shown_parameters\": {\"text\": [\"title\"]}, ");
        assertEquals(0, jukebox.command("queue", "set-bg", "clock").exit());
    }

    private static NodeProcess start(String more) throws Exception {
        int port = FreePorts.next();
        String settings = """
                {
                  "name": "Hall of music", %s
                  "public": ["name", "bg_color", "ports", "shown_parameters"],
                  "ports": {"queue": %d},
                  "http": {"port": %d},
                  "module": {
                    "directory": "%s/modules",
                    "types": {
                      "audio": ["python3", "audio.py"],
                      "text": ["python3", "text.py"],
                      "clock": {"command": ["python3", "clock.py"], "background": true}
                    }
                  }
                }
                """.formatted(more, FreePorts.next(), port, EXAMPLE);
        NodeProcess node = NodeProcess.launch(NodeProcess.newHome(), settings, port, Map.of("JUKEBOX_SOUND", "no"));
        node.awaitListening();
        return node;
    }

    @AfterClass
    public static void stopThem() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {browser, jukebox, plain}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    public void whatIsAddedPlaysWithItsPictureAndItsProgress() throws Exception {
        browser.go("http://127.0.0.1:" + jukebox.port() + "/");
        browser.awaitText("h1.title", "Hall of music");
        browser.awaitText("#feed", "live");
        browser.click("#add-audio button");
        browser.awaitText("#title", "Ode to Joy");
        browser.awaitText("#clock", "0:01 /");
        browser.type("#add-text textarea", "Kuchen für alle 🍰");
        browser.click("#add-text button");
        browser.awaitText("#queue", "Kuchen");
        browser.click("#pause");
        browser.awaitText("#state", "Paused");
        browser.screenshot("jukebox-wide");
        browser.resize(390, 800);
        browser.screenshot("jukebox-phone");
        assertEquals(
                "nothing to scroll sideways",
                true,
                browser.script("return document.documentElement.scrollWidth <= window.innerWidth"));
        browser.resize(1200, 900);
        browser.click("#queue .first");
        browser.awaitText("#words", "Kuchen für alle 🍰");
        browser.click("#skip");
        browser.awaitText("#title", "Ode to Joy");
        browser.click("#skip");
        await().atMost(PATIENCE)
                .until(() ->
                        jukebox.command("queue", "list", "--json").out().strip().equals("[]"));
    }

    @Test
    public void thePageOfTheGatewayShowsWhatIsAddedAndRemovesIt() throws Exception {
        browser.go("http://127.0.0.1:" + plain.port() + "/");
        browser.awaitText("h1", "Hall of music");
        assertEquals(
                0,
                plain.command("queue", "add", "text", "text=Hello from outside", "duration=600")
                        .exit());
        browser.awaitText("#queue", "Hello from outside");
        browser.screenshot("gateway-page");
        browser.click("button[aria-label*=Remove], button.remove");
        await().atMost(PATIENCE)
                .until(() ->
                        plain.command("queue", "list", "--json").out().strip().equals("[]"));
        browser.awaitNoText("main", "Hello from outside");
    }
}
