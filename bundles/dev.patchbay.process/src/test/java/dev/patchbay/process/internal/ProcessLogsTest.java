package dev.patchbay.process.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.logfile.internal.Follower;
import dev.patchbay.logfile.internal.LogTail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;

public class ProcessLogsTest {

    private static final Instant TIME = Instant.parse("2026-11-20T10:00:00.123456Z");
    private static final String BEGIN = "2026-11-20T10:00:00.123Z out ";

    @Rule
    public final Timeout limit = Timeout.seconds(30);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ProcessLogs logs;

    @Before
    public void makeLogs() {
        logs = new ProcessLogs(folder.getRoot().toPath(), new ProcessLogs.Limits(1 << 20, 2));
    }

    private static void write(ProcessLog log, String... lines) {
        log.write("out", List.of(lines), TIME);
    }

    private static String text(String... lines) {
        return BEGIN + String.join("\n" + BEGIN, lines) + "\n";
    }

    private String tail(int lines) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (LogTail tail = LogTail.of(logs.file("a"))) {
            tail.print(lines, output);
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    @Test
    public void eachLineHasItsTimeAndStream() throws IOException {
        ProcessLog log = logs.open("a");
        write(log, "one", "zwölf");
        assertEquals(text("one", "zwölf"), Files.readString(logs.file("a")));
    }

    @Test
    public void theTailHasAsManyLinesAsAskedForOrAllThereAre() throws IOException {
        write(logs.open("a"), "one", "two", "three");
        assertEquals(text("two", "three"), tail(2));
        assertEquals(text("one", "two", "three"), tail(3));
        assertEquals(text("one", "two", "three"), tail(4));
        assertEquals("", tail(0));
    }

    @Test
    public void theTailIsFoundAcrossBlocks() throws IOException {
        ProcessLog log = logs.open("a");
        IntStream.range(0, 5_000).forEach(i -> write(log, "line " + i));
        String tail = tail(4_000);
        assertEquals(4_000, tail.lines().count());
        assertTrue(tail.startsWith(BEGIN + "line 1000\n"));
    }

    @Test
    public void aFollowerGetsWhatComesAfterTheTailAndNothingTwice() throws Exception {
        ProcessLog log = logs.open("a");
        write(log, "before");
        Follower follower = new Follower();
        try (LogTail tail = logs.follow("a", follower)) {
            write(log, "after");
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            tail.print(9, output);
            assertEquals(text("before"), output.toString(StandardCharsets.UTF_8));
        }
        assertEquals(text("after"), follower.take());
        write(logs.open("ab"), "of a neighbour");
        logs.unfollow("a", follower);
        write(log, "late");
        assertEquals("", follower.take());
    }

    @Test
    public void aFollowerThatCameBeforeTheProcessSeesItsFirstLine() throws Exception {
        Follower follower = new Follower();
        logs.follow("a", follower).close();
        write(logs.open("a"), "first");
        assertEquals(text("first"), follower.take());
    }

    @Test
    public void oldLogsAreSweptAndYoungOnesAreNot() throws IOException {
        Path old = Files.createFile(folder.getRoot().toPath().resolve("old.log"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(31))));
        write(logs.open("a"), "one");
        logs.sweep(Duration.ofDays(30));
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(logs.file("a")));
    }

    @Test
    public void aDiskThatFailsStopsNobody() throws IOException {
        Files.createDirectory(logs.file("a"));
        ProcessLog log = logs.open("a");
        Follower follower = new Follower();
        logs.follow("b", follower).close();
        write(log, "one");
        write(log, "two");
        log.close();
        write(logs.open("b"), "still");
        assertTrue(Files.exists(logs.file("b")));
    }

    @Test
    public void namesAreThoseOfFilesAndOfProcessesThatHaveWrittenNothing() throws IOException {
        write(logs.open("a/b *.c"), "one");
        logs.open("silent");
        Files.createFile(folder.getRoot().toPath().resolve("a.log.1"));
        Files.createFile(folder.getRoot().toPath().resolve("not%ours.log"));
        assertEquals(Set.of("a/b *.c", "silent"), logs.names());
        assertTrue(logs.has("a/b *.c") && logs.has("silent"));
        assertFalse(logs.has("a"));
    }

    @Test
    public void otherLimitsCountForThoseThatAreOpenAndThoseThatCome() throws IOException {
        ProcessLog log = logs.open("a");
        write(log, "one");
        logs.configure(new ProcessLogs.Limits(1, 0));
        write(log, "two");
        write(logs.open("b"), "one", "two");
        assertEquals(text("two"), Files.readString(logs.file("a")));
        assertEquals(text("one", "two"), Files.readString(logs.file("b")));
        assertFalse(Files.exists(folder.getRoot().toPath().resolve("a.log.1")));
    }
}
