package dev.patchbay.launcher;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class LogSettingsTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void pathsWithMarkupCharactersStayXml() throws Exception {
        Path file = folder.getRoot().toPath().resolve("logback.xml");
        Path section = folder.getRoot().toPath().resolve("a&b.properties");
        LogSettings.write(file, Path.of("/a&b/logback.xml"), section, Map.of("patchbay.home", "/x\"<y"));
        String text = Files.readString(file);
        assertTrue(text, text.contains("value=\"/x&quot;&lt;y\""));
        assertTrue(text, text.contains("<include file=\"/a&amp;b/logback.xml\""));
        assertTrue(text, text.contains("a&amp;b.properties\""));
    }

    @Test
    public void whatTheLastRunLearntOfTheSectionIsKept() throws Exception {
        Path file = folder.getRoot().toPath().resolve("logback.xml");
        Path section = folder.getRoot().toPath().resolve("logging.properties");
        LogSettings.write(file, file, section, Map.of());
        assertEquals("", Files.readString(section));
        Files.writeString(section, "patchbay.log.level=DEBUG");
        LogSettings.write(file, file, section, Map.of());
        assertEquals("patchbay.log.level=DEBUG", Files.readString(section));
    }
}
