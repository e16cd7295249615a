package dev.patchbay.logfile.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.logfile.LogFile;
import dev.patchbay.logfile.LogFileSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;

/** The service that opens log files, and those who follow them. */
public class LogFilesTest {

    @Rule
    public final Timeout limit = Timeout.seconds(30);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final NamedLogs all = new NamedLogs();
    private final LogFilesComponent files = new LogFilesComponent(all);

    private Path path(String name) {
        return folder.getRoot().toPath().resolve(name);
    }

    private LogFileSettings settings(String name, long maxFileBytes) {
        return new LogFileSettings(path(name), maxFileBytes, 2);
    }

    private LogFile open(String name) {
        return files.open(name, settings("log/" + name + ".log", 1 << 20));
    }

    /** What was there before is not shown. */
    private Follower follow(String name) throws IOException {
        Follower follower = new Follower();
        all.follow(name, follower).close();
        return follower;
    }

    private String tail(String name, int lines) throws IOException {
        Follower nobody = new Follower();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (LogTail tail = all.follow(name, nobody)) {
            tail.print(lines, output);
        } finally {
            all.unfollow(name, nobody);
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    // Files

    @Test
    public void nothingIsMadeBeforeTheFirstLineWhichMakesTheFoldersToo() throws IOException {
        LogFile log = open("modules");
        assertFalse(Files.exists(path("log")));
        log.write("zwölf\n");
        assertEquals("zwölf\n", Files.readString(path("log/modules.log")));
    }

    @Test
    public void otherSettingsMoveItToAnotherFileAndFollowersHearOn() throws Exception {
        LogFile log = files.open("modules", settings("a.log", 1 << 20));
        Follower follower = follow("modules");
        log.write("one\n");
        log.configure(settings("b.log", 1 << 20));
        log.write("two\n");
        log.configure(settings("b.log", 4));
        log.write("three\n");
        assertEquals("one\n", Files.readString(path("a.log")));
        assertEquals("two\n", Files.readString(path("b.log.1")));
        assertEquals("three\n", Files.readString(path("b.log")));
        assertEquals("one\ntwo\nthree\n", follower.take());
        assertEquals("two\nthree\n", tail("modules", 9));
    }

    @Test
    public void whatIsWrittenAfterItsEndGoesNowhere() throws Exception {
        LogFile log = open("modules");
        Follower follower = follow("modules");
        log.write("one\n");
        log.close();
        log.close();
        log.write("two\n");
        log.configure(settings("b.log", 4));
        all.unfollow("modules", follower);
        assertEquals("one\n", follower.take());
        assertEquals("one\n", Files.readString(path("log/modules.log")));
    }

    @Test
    public void aDiskThatFailsLosesLinesOfTheFileAndNothingElse() throws Exception {
        Files.createDirectories(path("log/modules.log"));
        LogFile log = open("modules");
        Follower follower = follow("modules");
        log.write("lost\n");
        assertEquals("lost\n", follower.take());
        Files.delete(path("log/modules.log"));
        log.write("kept\n");
        assertEquals("kept\n", follower.take());
        assertEquals("kept\n", Files.readString(path("log/modules.log")));
    }

    @Test
    public void settingsThatCannotBeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> settings("a", 0));
        assertThrows(IllegalArgumentException.class, () -> new LogFileSettings(path("a"), 1, -1));
        assertTrue(new LogFileSettings(Path.of("a"), 1, 0).path().isAbsolute());
    }

    // Names

    @Test
    public void aNameThatIsOpenIsTakenUntilItIsClosed() throws Exception {
        LogFile log = open("modules");
        String problem = assertThrows(IllegalArgumentException.class, () -> open("modules"))
                .getMessage();
        assertTrue(problem, problem.startsWith("Expected a name no open log has, got modules"));
        open("modules-2");
        log.close();
        open("modules").write("one\n");
        log.close();
        assertThrows("it closes itself only", IllegalArgumentException.class, () -> open("modules"));
    }

    @Test
    public void aNameIsWhatCanBeTypedOnTheCommandLine() {
        for (String wrong : List.of("", "-f", "two words", "process:a", ".a", "a/b", "ä", "a".repeat(101))) {
            assertThrows(wrong, IllegalArgumentException.class, () -> open(wrong));
        }
        open("a".repeat(100));
        open("0.a_b-c");
    }

    @Test
    public void oneThatWasClosedCanStillBeShownAndWhatNeverWasIsNotThere() throws Exception {
        LogFile log = open("modules");
        log.write("one\n");
        log.close();
        assertTrue(all.has("modules"));
        assertFalse(all.has("module"));
        assertEquals(Set.of("modules"), all.names());
        assertEquals("one\n", tail("modules", 9));
        assertEquals("", tail("module", 9));
    }

    @Test
    public void whatABundleOpenedIsClosedWhenItGoesAndNothingOfAnother() throws Exception {
        LogFilesComponent another = new LogFilesComponent(all);
        LogFile log = another.open("a", settings("a.log", 1 << 20));
        open("b");
        files.deactivate();
        assertThrows(IllegalStateException.class, () -> open("c"));
        another.open("b", settings("b.log", 1 << 20)).write("free\n");
        log.write("still\n");
        assertEquals("still\n", tail("a", 9));
        assertEquals("free\n", tail("b", 9));
    }

    // Followers

    @Test
    public void aFollowerHearsItsLogAcrossRotationsAndNoOther() throws Exception {
        LogFile log = files.open("modules", settings("a.log", 10));
        Follower follower = follow("modules");
        StringBuilder written = new StringBuilder();
        LogFile other = open("other");
        for (int i = 0; i < 10; i++) {
            log.write("line " + i + "\n");
            other.write("no\n");
            written.append("line ").append(i).append('\n');
        }
        assertEquals(written.toString(), follower.take());
        assertTrue(Files.exists(path("a.log.2")));
        assertFalse(Files.exists(path("a.log.3")));
    }

    @Test
    public void theTailGoesOnInFullFilesUntilItHasItsLines() throws Exception {
        LogFile log = files.open("modules", settings("a.log", 16));
        for (int i = 0; i < 6; i++) {
            log.write("line " + i + "\n");
        }
        assertEquals("line 5\n", tail("modules", 1));
        assertEquals("line 4\nline 5\n", tail("modules", 2));
        assertEquals("line 3\nline 4\nline 5\n", tail("modules", 3));
        assertEquals("line 1\nline 2\nline 3\nline 4\nline 5\n", tail("modules", 5));
        assertEquals(6, tail("modules", 99).lines().count());
        assertEquals("", tail("modules", 0));
    }

    @Test
    public void whoFollowsBeforeItIsOpenAndWhenItIsOpenedAgainHearsBoth() throws Exception {
        Follower follower = follow("modules");
        LogFile log = open("modules");
        log.write("one\n");
        log.close();
        assertEquals("one\n", follower.take());
        open("modules").write("two\n");
        assertEquals("two\n", follower.take());
    }

    @Test
    public void whoCameBeforeTheEndHearsTheLastWords() throws Exception {
        LogFile log = open("modules");
        Follower follower = follow("modules");
        log.write("last\n");
        all.close();
        assertEquals("last\n", follower.take());
        assertEquals("", follower.take());
    }

    @Test
    public void whatTwoWriteAtTheSameTimeStaysTogetherAndEachFollowerHearsAllOnce() throws Exception {
        int pieces = 2_000;
        LogFile log = files.open("modules", settings("a.log", 4_000));
        Follower first = follow("modules");
        List<Thread> writers = new ArrayList<>();
        for (String who : List.of("a", "b")) {
            writers.add(new Thread(() ->
                    IntStream.range(0, pieces).forEach(i -> log.write(who + i + " begin\n" + who + i + " end\n"))));
        }
        writers.forEach(Thread::start);
        Follower late = new Follower();
        ByteArrayOutputStream before = new ByteArrayOutputStream();
        try (LogTail tail = all.follow("modules", late)) {
            tail.print(1, before);
        }
        for (Thread writer : writers) {
            writer.join();
        }
        String text = first.take();
        List<String> lines = text.lines().toList();
        assertEquals(4 * pieces, lines.size());
        assertEquals(4 * pieces, Set.copyOf(lines).size());
        for (int i = 0; i < lines.size(); i += 2) {
            assertEquals(lines.get(i).replace("begin", "end"), lines.get(i + 1));
        }
        all.unfollow("modules", late);
        assertTrue("nothing twice, nothing between", text.endsWith(before + late.take()));
    }

    @Test
    public void afterAllHaveGoneNothingIsKeptOfThem() throws Exception {
        LogTable table = new LogTable();
        LogFile log = table.open("a", settings("a.log", 9));
        Follower follower = new Follower();
        table.follow("a", null, follower).close();
        log.close();
        assertEquals(1, table.size());
        table.unfollow("a", follower);
        table.unfollow("a", follower);
        assertEquals(0, table.size());
    }

    @Test
    public void aFollowerThatDoesNotReadLosesTheOldestAndIsTold() throws Exception {
        Follower follower = new Follower();
        for (int i = 0; i < 4; i++) {
            follower.add("x".repeat(1 << 19) + i + "\n");
        }
        String text = follower.take();
        assertTrue(text.startsWith("... some lines"));
        assertTrue(text.endsWith("x3\n"));
        assertTrue(text.length() < (1 << 20) + 100);
    }
}
