package dev.patchbay.launcher;

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
        LogSettings.write(file, Path.of("/a&b/logback.xml"), Map.of("patchbay.home", "/x\"<y"));
        String text = Files.readString(file);
        assertTrue(text, text.contains("value=\"/x&quot;&lt;y\""));
        assertTrue(text, text.contains("file=\"/a&amp;b/logback.xml\""));
    }
}
