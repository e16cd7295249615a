package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.openqa.selenium.Keys;

/** The lab example with its page in a real browser, while its instruments are disturbed. */
public class LabIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path EXAMPLE =
            Path.of("../../examples/lab").toAbsolutePath().normalize();

    /** Typed over, not added to. */
    private static final String WHOLE = Keys.chord(Keys.CONTROL, "a");

    private static Path lab;
    private static NodeProcess node;
    private static RpcCaller caller;
    private static Browser browser;

    @BeforeClass
    public static void startTheLabAndABrowser() throws Exception {
        Programs.assume("python3");
        browser = Browser.open();
        browser.resize(1200, 1000);
        lab = copy();
        build();
        Path home = Files.createDirectory(lab.resolve("home"));
        int port = FreePorts.next();
        node = NodeProcess.launch(home, settings(port), port);
        node.awaitListening();
        caller = new RpcCaller(node);
        for (String name : List.of("thermometer", "supply", "scope")) {
            await().atMost(PATIENCE).until(() -> status(name).get("state").getAsString(), "ready"::equals);
        }
    }

    /** The example's own, on free ports. */
    private static String settings(int port) throws IOException {
        String shipped = Files.readString(lab.resolve("config/patchbay.json"));
        String settings = shipped.replace("\"port\": 5004", "\"port\": " + port)
                .replace("\"port\": 36577", "\"port\": " + FreePorts.next());
        assertTrue(settings, !settings.contains("5004") && !settings.contains("36577"));
        return settings;
    }

    /** What a test changes must not be changed in the example. */
    private static Path copy() throws IOException {
        Path copy = Temporary.directory();
        try (Stream<Path> files = Files.walk(EXAMPLE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path relative = EXAMPLE.relativize(file);
                if (Stream.of("home", "target").noneMatch(relative::startsWith)) {
                    Path to = copy.resolve(relative);
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return copy;
    }

    private static void build() throws Exception {
        NodeProcess.Outcome built =
                NodeProcess.outcome(List.of(lab.resolve("build").toString()));
        assertEquals(built.err(), 0, built.exit());
    }

    @AfterClass
    public static void stopThem() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {browser, caller, node}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @After
    public void resizeTheWindow() {
        browser.resize(1200, 1000);
    }

    private static void open() {
        browser.go("http://127.0.0.1:" + node.port() + "/");
        browser.awaitText("#feed", "Connected");
        for (String name : List.of("thermometer", "supply", "scope")) {
            browser.awaitText("#" + name + "-state", "Ready");
        }
    }

    private static JsonObject status(String name) throws Exception {
        JsonElement all = caller.call("worker.list", "[]");
        for (JsonElement each : all.getAsJsonArray()) {
            if (each.getAsJsonObject().get("name").getAsString().equals(name)) {
                return each.getAsJsonObject();
            }
        }
        throw new AssertionError("no " + name + " in " + all);
    }

    private static long pid(String name) throws Exception {
        return status(name).get("pid").getAsLong();
    }

    /** How many points a plot's line has. */
    private static int points(String figure, String line) {
        return ((String) browser.script(
                        "return document.querySelector('#" + figure + " path." + line + "')?.getAttribute('d') ?? ''"))
                .split("[ML]", -1)
                .length;
    }

    private static void replace(String file, String text, String other) throws IOException {
        Path path = lab.resolve(file);
        String code = Files.readString(path);
        assertTrue(text + " in " + code, code.contains(text));
        Files.writeString(path, code.replace(text, other));
    }

    @Test
    public void allInstrumentsAreShownAndObey() throws Exception {
        open();
        browser.click("#output");
        await().atMost(PATIENCE).until(() -> number("#volts") > 4.9);
        assertEquals("true", browser.find("#output").getAttribute("aria-checked"));
        await().atMost(PATIENCE).until(() -> points("thermometer-plot", "first") > 5);
        await().atMost(PATIENCE).until(() -> points("supply-plot", "second") > 5);
        assertTrue(points("scope-plot", "first") > 100);
        browser.type("#shape", "Square");
        browser.awaitText("#trace", "square");
        caller.call("supply.set_voltage", "[12]");
        browser.awaitText("#target-text", "12.0");
        await().atMost(PATIENCE).until(() -> number("#volts") > 11.9);
        browser.screenshot("lab-wide");
        browser.resize(390, 844);
        browser.screenshot("lab-phone");
        assertEquals(
                "nothing to scroll sideways",
                true,
                browser.script("return document.documentElement.scrollWidth <= window.innerWidth"));
    }

    private static double number(String css) {
        String text = browser.find(css).getText();
        return text.equals("–") ? Double.NaN : Double.parseDouble(text);
    }

    @Test
    public void whatAnInstrumentRefusesIsToldAndAnotherOrderForgetsIt() throws Exception {
        open();
        browser.type("#hertz", WHOLE + "5000" + Keys.TAB);
        browser.awaitText("#message", "Expected a frequency from 10 to 1000 Hz, got 5000");
        browser.type("#hertz", WHOLE + "200" + Keys.TAB);
        browser.awaitText("#trace", "200");
        browser.awaitNoText("#message", "Expected");
    }

    @Test
    public void aKilledWorkerIsBackAndTheOthersHaveNotNoticed() throws Exception {
        open();
        caller.call("supply.on", "[]");
        await().atMost(PATIENCE)
                .until(() -> "true".equals(browser.find("#output").getAttribute("aria-checked")));
        long thermometer = pid("thermometer");
        long supply = pid("supply");
        assertTrue(ProcessHandle.of(supply).orElseThrow().destroyForcibly());
        browser.awaitText("#diary", "supply");
        await().atMost(PATIENCE).until(() -> pid("supply") != supply);
        browser.awaitText("#supply-state", "Ready");
        browser.awaitText("#supply-detail", "process " + pid("supply"));
        await().atMost(PATIENCE)
                .until(() -> "false".equals(browser.find("#output").getAttribute("aria-checked")));
        browser.screenshot("lab-killed");
        assertEquals(thermometer, pid("thermometer"));
        browser.awaitText("#thermometer-detail", "process " + thermometer);
    }

    @Test
    public void brokenCodeIsToldWhileTheOldServesAndRepairedCodeServesInTheSameProcess() throws Exception {
        open();
        long pid = pid("thermometer");
        Path code = lab.resolve("lab/thermometer.py");
        String original = Files.readString(code);
        Files.writeString(code, original + "\ndef (\n");
        browser.awaitText("#thermometer-detail", "the old code serves");
        browser.awaitText("#thermometer-state", "Ready");
        String before = browser.find("#celsius").getText();
        await().atMost(PATIENCE).until(() -> !browser.find("#celsius").getText().equals(before));
        browser.screenshot("lab-broken");
        Files.writeString(code, original.replace("MEAN_IN_C = 21.5", "MEAN_IN_C = 91.5"));
        await().atMost(PATIENCE).until(() -> number("#celsius") > 80);
        browser.awaitNoText("#thermometer-detail", "the old code serves");
        assertEquals(pid, pid("thermometer"));
        Files.writeString(code, original);
        await().atMost(PATIENCE).until(() -> number("#celsius") < 40);
    }

    @Test
    public void aRebuiltJarServesInTheSameProcess() throws Exception {
        open();
        long pid = pid("scope");
        replace("java/org/example/lab/Scope.java", "hertz = 100;", "hertz = 440;");
        build();
        browser.awaitText("#trace", "sine, 440");
        browser.awaitText("#diary", "scope");
        assertEquals(pid, pid("scope"));
        browser.screenshot("lab-rebuilt");
        replace("java/org/example/lab/Scope.java", "hertz = 440;", "hertz = 100;");
        build();
        browser.awaitText("#trace", "sine, 100");
    }

    @Test
    public void anInstrumentGoesAndComesWithItsEntry() throws Exception {
        open();
        long supply = pid("supply");
        long scope = pid("scope");
        String line = "  \"scope\": [\"java:target/scope.jar\", \"org.example.lab.Scope\", null]\n";
        String all = Files.readString(lab.resolve("modules.json"));
        replace("modules.json", ",\n" + line, "\n");
        browser.awaitNoText("#scope-state", "Ready");
        browser.awaitText("#scope-problem", "scope");
        browser.screenshot("lab-gone");
        assertTrue(ProcessHandle.of(scope).isEmpty());
        Files.writeString(lab.resolve("modules.json"), all);
        browser.awaitText("#scope-state", "Ready");
        await().atMost(PATIENCE).until(() -> points("scope-plot", "first") > 100);
        assertNotEquals(scope, pid("scope"));
        assertEquals(supply, pid("supply"));
    }

    @Test
    public void aPauseLeavesAGapAndAsksNobody() throws Exception {
        open();
        await().atMost(PATIENCE).until(() -> points("thermometer-plot", "first") > 2);
        browser.click("#pause");
        String before = browser.find("#celsius").getText();
        String trace = (String) browser.script("return document.querySelector('#scope-plot .first').getAttribute('d')");
        caller.call("thermometer.calibrate", "[5]");
        assertEquals(before, browser.find("#celsius").getText());
        assertEquals(trace, browser.script("return document.querySelector('#scope-plot .first').getAttribute('d')"));
        browser.click("#pause");
        await().atMost(PATIENCE).until(() -> !browser.find("#celsius").getText().equals(before));
        caller.call("thermometer.calibrate", "[0]");
        int lines = ((String)
                        browser.script("return document.querySelector('#thermometer-plot .first').getAttribute('d')"))
                .split("M", -1)
                .length;
        assertTrue("two lines with a gap between", lines > 2);
    }
}
