package dev.patchbay.settings.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SettingsLocationTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void theFrameworkPropertyComesBeforeTheEnvironment() {
        Map<String, String> properties = Map.of("patchbay.settings", "/a.json");
        Map<String, String> variables = Map.of("PATCHBAY_SETTINGS", "/b.json");

        assertEquals(
                Path.of("/a.json"),
                SettingsLocation.find(properties::get, variables::get).file());
        assertEquals(
                Path.of("/b.json"),
                SettingsLocation.find(name -> null, variables::get).file());
    }

    @Test
    public void theNameOfTheOriginalComesAfterOurs() {
        Map<String, String> both = Map.of("PATCHBAY_SETTINGS", "/b.json", "SHMOOZE_SETTINGS", "/c.json");
        Map<String, String> empty = Map.of("PATCHBAY_SETTINGS", "", "SHMOOZE_SETTINGS", "/c.json");
        Map<String, String> properties = Map.of("patchbay.settings", "/a.json", "patchbay.install", "/opt/p");

        assertEquals(
                Path.of("/a.json"),
                SettingsLocation.find(properties::get, empty::get).file());
        assertEquals(
                Path.of("/b.json"),
                SettingsLocation.find(name -> null, both::get).file());
        assertEquals(
                Path.of("/c.json"),
                SettingsLocation.find(Map.of("patchbay.install", "/opt/p")::get, empty::get)
                        .file());
    }

    @Test
    public void withoutANameItIsBesideTheInstallation() {
        SettingsLocation location = SettingsLocation.find(Map.of("patchbay.install", "/opt/p")::get, name -> null);

        assertEquals(Path.of("/opt/p/config/patchbay.json"), location.file());
    }

    @Test
    public void onlyAFileNobodyNamedMayBeAbsent() throws Exception {
        Path root = folder.getRoot().toPath();
        SettingsLocation beside = SettingsLocation.find(Map.of("patchbay.install", root.toString())::get, name -> null);
        String named = root.resolve("x.json").toString();

        assertTrue(beside.isVacant());
        assertFalse(SettingsLocation.find(Map.of("patchbay.settings", named)::get, name -> null)
                .isVacant());
        assertFalse(SettingsLocation.find(name -> null, Map.of("SHMOOZE_SETTINGS", named)::get)
                .isVacant());
        Files.createDirectories(root.resolve("config"));
        Files.writeString(beside.file(), "{}");
        assertFalse(beside.isVacant());
    }
}
