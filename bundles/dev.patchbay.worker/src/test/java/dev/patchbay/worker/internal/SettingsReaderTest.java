package dev.patchbay.worker.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SettingsReaderTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final TestConfig config = new TestConfig();

    private Settings read() {
        return new SettingsReader(Path.of("/node")).read(config);
    }

    @Test
    public void modulesAreSearchedWhereTheirFileIsUnlessSaidOtherwise() {
        config.modulesPath = "lab/modules.json";
        assertEquals(Path.of("/node/lab/modules.json"), read().modulesFile());
        assertEquals(List.of(Path.of("/node/lab")), read().launch().searchPath());
        config.modulesPath = "/etc/modules.json";
        assertEquals(List.of(Path.of("/etc")), read().launch().searchPath());
        config.searchPath = "a:/b";
        assertEquals(List.of(Path.of("/node/a"), Path.of("/b")), read().launch().searchPath());
    }

    @Test
    public void waysBackAreLeftOutOfTheSearchPathUnlessALinkLeadsElsewhere() throws Exception {
        Path top = folder.getRoot().toPath().toRealPath();
        Path home = Files.createDirectories(top.resolve("lab/home"));
        config.modulesPath = "../modules.json";
        SettingsReader reader = new SettingsReader(home);
        assertEquals(List.of(top.resolve("lab")), reader.read(config).launch().searchPath());
        config.searchPath = "../modules:../../lab";
        assertEquals(
                "what is not there stays as it was said",
                List.of(home.resolve("../modules"), top.resolve("lab")),
                reader.read(config).launch().searchPath());
        Files.createDirectories(top.resolve("elsewhere/lab"));
        Path link = Files.createSymbolicLink(top.resolve("link"), Files.createDirectory(top.resolve("elsewhere/home")));
        Files.createDirectory(top.resolve("modules"));
        Files.createDirectory(top.resolve("elsewhere/modules"));
        config.searchPath = "../modules";
        assertEquals(
                List.of(link.resolve("../modules")),
                new SettingsReader(link).read(config).launch().searchPath());
    }

    @Test
    public void withoutAFileTheyAreSearchedInTheWorkingDirectory() {
        config.modulesPath = "";
        assertNull(read().modulesFile());
        assertEquals(List.of(Path.of("").toAbsolutePath()), read().launch().searchPath());
    }

    @Test
    public void javaIsTheNodesOwnUnlessSaidOtherwise() {
        assertTrue(read().launch().java().startsWith(System.getProperty("java.home")));
        config.java = "/opt/java";
        assertEquals("/opt/java", read().launch().java());
    }

    @Test
    public void aLevelThatIsNoneIsRefusedWithThoseThatAre() {
        config.logLevel = "warning";
        assertEquals(Level.WARNING, read().log().level());
        config.logLevel = "LOUD";
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, this::read);
        assertTrue(refusal.getMessage(), refusal.getMessage().contains("CRITICAL, got LOUD"));
    }
}
