package dev.patchbay.worker.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import dev.patchbay.logfile.LogFileSettings;
import dev.patchbay.logfile.internal.Follower;
import dev.patchbay.logfile.internal.RealLogFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The log of all modules (ModuleServer, §9). */
public class ModuleLogTest {

    private static final List<String> KEYS = List.of("created", "processName", "name", "levelname", "msg", "exc_info");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final RealLogFiles logs = new RealLogFiles();

    private Path file() {
        return folder.getRoot().toPath().resolve("log/modules.log");
    }

    private Settings.LogSettings settings(Level level, long maxFileBytes) {
        return new Settings.LogSettings(new LogFileSettings(file(), maxFileBytes, 5), level);
    }

    private List<Map<?, ?>> records() throws IOException, JsonException {
        List<Map<?, ?>> records = new ArrayList<>();
        for (String line : Files.readAllLines(file())) {
            records.add((Map<?, ?>) Json.parse(line));
        }
        return records;
    }

    private static Map<String, Object> message(String level, Object info) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("is", "log");
        message.put("created", 1795293743.25);
        message.put("name", "lamp.bulb");
        message.put("levelname", level);
        message.put("msg", "at %d");
        message.put("exc_info", info);
        message.put("args", List.of(3));
        message.put("text", "at 3");
        return message;
    }

    @Test
    public void aRecordHasTheseKeysAndArgumentsOnlyWhenThereAreSome() throws Exception {
        ModuleLog log = new ModuleLog(logs.files(), settings(Level.INFO, 1 << 20));
        log.milestone("The workers of this node start");
        log.info("Module %s is loaded", "lamp");
        Map<String, Object> info = Map.of("type", "ValueError", "msg", "no", "stack", List.of());
        log.module("lamp", message("ERROR", info));
        log.close();
        List<Map<?, ?>> records = records();
        assertEquals(KEYS, List.copyOf(records.get(0).keySet()));
        assertEquals("CRITICAL", records.get(0).get("levelname"));
        assertEquals("MainProcess", records.get(0).get("processName"));
        assertNull(records.get(0).get("exc_info"));
        assertTrue(Math.abs((Double) records.get(0).get("created") - System.currentTimeMillis() / 1000.0) < 60);
        assertEquals("Module %s is loaded", records.get(1).get("msg"));
        assertEquals(List.of("lamp"), records.get(1).get("args"));
        assertEquals("lamp", records.get(2).get("processName"));
        assertEquals(1795293743.25, records.get(2).get("created"));
        assertTrue(Files.readString(file()).contains("\"created\":1795293743.25,"));
        assertEquals(info, records.get(2).get("exc_info"));
        assertEquals(List.of(3L), records.get(2).get("args"));
        assertFalse(records.get(2).containsKey("text"));
    }

    @Test
    public void recordsBelowTheLevelAreDroppedAndOthersWhenItChanges() throws Exception {
        ModuleLog log = new ModuleLog(logs.files(), settings(Level.WARNING, 1 << 20));
        log.info("dropped");
        log.module("lamp", message("INFO", null));
        log.module("lamp", message("WARNING", null));
        log.configure(settings(Level.DEBUG, 1 << 20));
        log.debug("kept");
        log.module("lamp", message("NOTICE", null));
        log.close();
        assertEquals(
                List.of("WARNING", "DEBUG", "NOTICE"),
                records().stream().map(each -> each.get("levelname")).toList());
    }

    @Test
    public void aFullFileBecomesNumberOneAndFiveAreKept() throws Exception {
        ModuleLog log = new ModuleLog(logs.files(), settings(Level.INFO, 1_000));
        for (int i = 0; i < 200; i++) {
            log.info("record %s", Integer.toString(i));
        }
        log.close();
        for (int i = 1; i <= 5; i++) {
            Path old = file().resolveSibling("modules.log." + i);
            long size = Files.size(old);
            assertTrue(old + " has " + size, size > 800 && size <= 1_000);
        }
        assertTrue(Files.notExists(file().resolveSibling("modules.log.6")));
        assertTrue(Files.readString(file()).contains("199"));
        String newer = Files.readString(file().resolveSibling("modules.log.1"));
        String older = Files.readString(file().resolveSibling("modules.log.2"));
        assertTrue(numberIn(newer) > numberIn(older));
    }

    private static int numberIn(String text) {
        int begin = text.lastIndexOf("[\"") + 2;
        return Integer.parseInt(text.substring(begin, text.indexOf('"', begin)));
    }

    @Test
    public void aFileThatCannotBeWrittenLosesRecordsAndNothingElse() throws Exception {
        Files.createDirectories(file());
        ModuleLog log = new ModuleLog(logs.files(), settings(Level.INFO, 1_000));
        log.info("lost");
        Files.delete(file());
        log.info("kept");
        log.close();
        assertEquals(1, records().size());
    }

    @Test
    public void recordsReachThoseWhoFollowAlsoWhenTheFileIsAnother() throws Exception {
        ModuleLog log = new ModuleLog(logs.files(), settings(Level.INFO, 300));
        Follower follower = logs.follow("modules");
        log.module("lamp", message("INFO", null));
        log.module("stage", message("DEBUG", null));
        log.info("Module %s is loaded", "lamp");
        Path other = file().resolveSibling("other.log");
        log.configure(new Settings.LogSettings(new LogFileSettings(other, 300, 5), Level.DEBUG));
        log.module("stage", message("DEBUG", null));
        List<String> heard = follower.take().lines().toList();
        assertEquals(3, heard.size());
        assertTrue(heard.get(0), heard.get(0).contains("\"processName\":\"lamp\""));
        assertTrue(heard.get(1), heard.get(1).contains("is loaded"));
        assertEquals(List.of(heard.get(2)), Files.readAllLines(other));
        assertEquals(heard.subList(0, 2), everythingOf(file()));
    }

    /** Full files included. */
    private static List<String> everythingOf(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        Path full = file.resolveSibling("modules.log.1");
        if (Files.exists(full)) {
            lines.addAll(Files.readAllLines(full));
        }
        lines.addAll(Files.readAllLines(file));
        return lines;
    }
}
