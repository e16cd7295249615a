package dev.patchbay.logfile.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.logfile.LogFileSettings;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RotatingFileTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private LogFileSettings settings(String name, int maxFiles) {
        return new LogFileSettings(folder.getRoot().toPath().resolve(name), 4, maxFiles);
    }

    private void write(int maxFiles, String... texts) throws IOException {
        RotatingFile file = new RotatingFile(settings("x.log", maxFiles));
        for (String text : texts) {
            file.write(text.getBytes(StandardCharsets.UTF_8));
        }
        file.close();
    }

    private List<String> names() {
        String[] names = folder.getRoot().list();
        Arrays.sort(names);
        return List.of(names);
    }

    private String content(String name) throws IOException {
        return Files.readString(folder.getRoot().toPath().resolve(name));
    }

    @Test
    public void aFullFileIsRenamedAndTheOldestGoes() throws IOException {
        write(2, "aaaa", "bbbb", "cc", "cc", "dddd");
        assertEquals(List.of("x.log", "x.log.1", "x.log.2"), names());
        assertEquals("dddd", content("x.log"));
        assertEquals("cccc", content("x.log.1"));
        assertEquals("bbbb", content("x.log.2"));
    }

    @Test
    public void aWriteLongerThanAFileGetsOneOfItsOwn() throws IOException {
        write(1, "a", "bbbbbbbb", "c");
        assertEquals("c", content("x.log"));
        assertEquals("bbbbbbbb", content("x.log.1"));
    }

    @Test
    public void withoutOldFilesTheOneInUseBeginsAnew() throws IOException {
        write(0, "aaaa", "bb");
        assertEquals(List.of("x.log"), names());
        assertEquals("bb", content("x.log"));
    }

    @Test
    public void itIsContinuedWhenOpenedAgainAndNotMadeWithoutAWrite() throws IOException {
        write(1);
        assertFalse(Files.exists(Path.of(folder.getRoot().toString(), "x.log")));
        write(1, "a");
        write(1, "b");
        assertEquals("ab", content("x.log"));
    }

    @Test
    public void aThreadThatIsInterruptedInAWriteStopsNoLaterOne() throws IOException {
        RotatingFile file = new RotatingFile(settings("x.log", 1));
        file.write(new byte[] {'a'});
        Thread.currentThread().interrupt();
        assertThrows(ClosedByInterruptException.class, () -> file.write(new byte[] {'b'}));
        assertTrue(Thread.interrupted());
        file.write(new byte[] {'c'});
        file.close();
        assertEquals("ac", content("x.log"));
    }

    @Test
    public void otherSettingsCountFromTheNextWrite() throws IOException {
        RotatingFile file = new RotatingFile(settings("x.log", 1));
        file.write("aaaa".getBytes(StandardCharsets.UTF_8));
        file.configure(new LogFileSettings(folder.getRoot().toPath().resolve("x.log"), 5, 0));
        file.write("b".getBytes(StandardCharsets.UTF_8));
        assertEquals("aaaab", content("x.log"));
        file.write("c".getBytes(StandardCharsets.UTF_8));
        file.configure(settings("y.log", 1));
        file.write("d".getBytes(StandardCharsets.UTF_8));
        file.close();
        assertEquals(List.of("x.log", "y.log"), names());
        assertEquals("c", content("x.log"));
        assertEquals("d", content("y.log"));
    }
}
