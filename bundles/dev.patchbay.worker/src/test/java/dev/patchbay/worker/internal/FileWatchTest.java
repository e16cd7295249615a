package dev.patchbay.worker.internal;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FileWatchTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private int time = 1_000;

    private Path file() {
        return folder.getRoot().toPath().resolve("file");
    }

    private void write(String text) throws IOException {
        Files.writeString(file(), text);
        touch();
    }

    private void touch() throws IOException {
        Files.setLastModifiedTime(file(), FileTime.fromMillis(time++));
    }

    private static FileWatch of(Path file, String known) {
        return new FileWatch(file, FileWatch.digest(known.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    public void isTheSameWhenItIsAsKnown() throws IOException {
        write("one");
        FileWatch watch = of(file(), "one");
        assertEquals(Look.SETTLING, watch.look());
        assertEquals(Look.SAME, watch.look());
        assertEquals(Look.SAME, watch.look());
    }

    @Test
    public void hasChangedWhenTimeAndContentHaveAndOnce() throws IOException {
        write("one");
        FileWatch watch = of(file(), "zero");
        assertEquals(Look.SETTLING, watch.look());
        assertEquals(Look.CHANGED, watch.look());
        assertEquals(Look.SAME, watch.look());
        touch();
        assertEquals(Look.SETTLING, watch.look());
        assertEquals(Look.SAME, watch.look());
        write("two");
        assertEquals(Look.SETTLING, watch.look());
        write("three");
        assertEquals(Look.CHANGED, watch.look());
        assertEquals(Look.SAME, watch.look());
    }

    @Test
    public void oneThatCannotBeReadIsLookedAtUntilItCan() throws IOException {
        FileWatch watch = of(file(), "one");
        assertEquals(Look.UNREADABLE, watch.look());
        Files.createDirectory(file());
        assertEquals(Look.SETTLING, watch.look());
        assertEquals(Look.UNREADABLE, watch.look());
        Files.delete(file());
        write("two");
        assertEquals(Look.SETTLING, watch.look());
        assertEquals(Look.CHANGED, watch.look());
    }
}
