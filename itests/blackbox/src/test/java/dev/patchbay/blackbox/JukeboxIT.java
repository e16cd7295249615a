package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** The jukebox example, and the page that comes with the gateway, in a real browser. */
public class JukeboxIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path EXAMPLE =
            Path.of("../../examples/jukebox").toAbsolutePath().normalize();

    private static final Map<String, String> SILENT = Map.of("JUKEBOX_SOUND", "no");

    private static Browser browser;
    private static NodeProcess jukebox;
    private static NodeProcess plain;

    @BeforeClass
    public static void startTwoNodesAndABrowser() throws Exception {
        Programs.assume("python3");
        browser = Browser.open();
        browser.resize(1200, 900);
        jukebox = runTheExample();
        plain = startWithAPlainPage();
    }

    /** Where it finds the command as in a clone; what it makes beside its files must not be made in the clone. */
    private static Path copy() throws IOException {
        Path copy = Temporary.directory();
        Files.createSymbolicLink(copy.resolve("patchbay"), NodeProcess.INSTALLATION.resolve("bin/patchbay"));
        Path example = copy.resolve("examples/jukebox");
        try (Stream<Path> files = Files.walk(EXAMPLE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = EXAMPLE.relativize(file);
                if (!relative.startsWith("home")) {
                    Files.createDirectories(example.resolve(relative).getParent());
                    Files.copy(file, example.resolve(relative), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        Files.createDirectory(example.resolve("home"));
        return example;
    }

    /** As its README says: its own script and its own settings, but for the ports. */
    private static NodeProcess runTheExample() throws Exception {
        Path example = copy();
        int port = usePort(example);
        NodeProcess node = NodeProcess.launch(
                example.resolve("home"), port, List.of(example.resolve("run").toString()), SILENT);
        node.awaitListening();
        return node;
    }

    private static int usePort(Path example) throws IOException {
        int port = FreePorts.next();
        String shipped = Files.readString(EXAMPLE.resolve("config/patchbay.json"));
        String settings = shipped.replace("\"port\": 5003", "\"port\": " + port)
                .replace("\"queue\": 5583", "\"queue\": " + FreePorts.next());
        assertTrue(settings, !settings.contains("5003") && !settings.contains("5583"));
        Files.writeString(example.resolve("config/patchbay.json"), settings);
        return port;
    }

    private static NodeProcess startWithAPlainPage() throws Exception {
        int port = FreePorts.next();
        String settings = """
                {
                  "name": "Hall of music", "shown_parameters": {"text": ["title"]},
                  "public": ["name", "ports", "shown_parameters"],
                  "ports": {"queue": %d},
                  "http": {"port": %d},
                  "module": {
                    "directory": "%s/modules",
                    "types": {
                      "text": ["python3", "text.py"]
                    }
                  }
                }
                """.formatted(FreePorts.next(), port, EXAMPLE);
        NodeProcess node = NodeProcess.launch(NodeProcess.newHome(), settings, port, SILENT);
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
        browser.awaitText("h1.title", "Jukebox");
        browser.awaitText("#feed", "live");
        browser.awaitText("#title", "Nothing is playing");
        String clock = picture();
        browser.click("#add-audio button");
        browser.awaitText("#title", "Ode to Joy");
        assertNotEquals("the melody has its own", clock, picture());
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
        browser.awaitText("#title", "Nothing is playing");
        assertEquals("the clock again", "image/svg+xml", picture().replaceAll("^data:([^;,]*).*", "$1"));
        assertEquals(
                "the colour of the settings",
                "#1e1b4b",
                browser.script("return getComputedStyle(document.documentElement).getPropertyValue('--stage').trim()"));
    }

    /** What the stage shows, which the browser was able to draw. */
    private static String picture() {
        browser.find("#picture");
        await().atMost(PATIENCE)
                .until(() -> browser.script("const { complete, naturalWidth } = document.querySelector('#picture');"
                                + " return complete && naturalWidth > 0")
                        .equals(true));
        return browser.script("return document.querySelector('#picture').src").toString();
    }

    @Test
    public void theScriptEndsItsNodeAndAllItsModules() throws Exception {
        Proof.only("takes 10 s");
        NodeProcess node = runTheExample();
        await().atMost(PATIENCE)
                .until(() -> node.command("queue", "bg", "--json").out().contains("clock"));
        assertEquals(0, node.command("queue", "add", "audio").exit());
        List<ProcessHandle> all = node.process().descendants().toList();
        assertTrue(all.toString(), all.size() >= 3);
        node.close();
        // who looks after what a node leaves behind ends when the node has ended
        await().atMost(Duration.ofSeconds(2)).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    public void whatTheDeployFolderSaysStartsItAndEndsAsExpectedThere() throws Exception {
        Path example = copy();
        int port = usePort(example);
        String unit = deployed(example, "patchbay-jukebox.service");
        String program = deployed(example, "supervisord.conf");
        String command = value(unit, "ExecStart");
        assertEquals(command, value(program, "command"));
        NodeProcess node =
                NodeProcess.launch(Path.of(value(unit, "WorkingDirectory")), port, List.of(command.split(" ")), SILENT);
        node.awaitListening();
        assertEquals(0, node.command("queue", "add", "audio").exit());
        node.close();
        String exit = String.valueOf(node.process().exitValue());
        assertEquals(exit, value(unit, "SuccessExitStatus"));
        assertTrue(program, List.of(value(program, "exitcodes").split(",")).contains(exit));
        if (Programs.locate("systemd-analyze").isPresent()) {
            NodeProcess.Outcome verified = NodeProcess.outcome(List.of(
                    "systemd-analyze",
                    "verify",
                    example.resolve("deploy/patchbay-jukebox.service").toString()));
            assertEquals(verified.err(), 0, verified.exit());
            assertTrue(verified.err(), !verified.err().contains("patchbay-jukebox"));
        }
    }

    /** A file of the deploy folder for where things are here. */
    private static String deployed(Path example, String name) throws IOException {
        Path file = example.resolve("deploy").resolve(name);
        String text = Files.readString(file)
                .replace("/opt/patchbay", NodeProcess.INSTALLATION.toString())
                .replace("/opt/jukebox", example.toString());
        return Files.readString(Files.writeString(file, text));
    }

    private static String value(String file, String key) {
        return file.lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElseThrow();
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
