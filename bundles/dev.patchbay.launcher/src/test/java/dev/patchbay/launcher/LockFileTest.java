package dev.patchbay.launcher;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class LockFileTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path path;

    @Before
    public void name() {
        path = folder.getRoot().toPath().resolve("server.lock");
    }

    @Test
    public void itSaysWhoseItIsAndThatThisProcessRuns() throws Exception {
        try (LockFile lock = LockFile.take(path)) {
            long pid = ProcessHandle.current().pid();
            assertTrue(refusal().contains("already started"));
            assertTrue(refusal().contains("process " + pid + " runs"));
        }
        assertFalse(Files.exists(path));
    }

    @Test
    public void aProcessThatHasGoneIsToldAndStillRefused() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.writeString(path, "pid=" + gone.pid() + " started=2026-01-01T00:00:00Z");
        assertTrue(refusal(), refusal().contains("process " + gone.pid() + " does not run any more; remove the file"));
        assertTrue(Files.exists(path));
    }

    @Test
    public void anEmptyFileAsTheOriginalMakesItRefuses() throws Exception {
        Files.createFile(path);
        assertTrue(refusal().contains("does not say whose it is"));
    }

    @Test
    public void aFolderThatIsNotThereIsNamedWithTheSetting() {
        Path nowhere = path.resolveSibling("nowhere").resolve("server.lock");
        NodeException e = assertThrows(NodeException.class, () -> LockFile.take(nowhere));
        assertTrue(e.getMessage(), e.getMessage().contains(nowhere.toString()));
        assertTrue(e.getMessage(), e.getMessage().contains("host.lockFilePath"));
    }

    @Test
    public void givingItBackTwiceTakesNothingAway() throws Exception {
        LockFile lock = LockFile.take(path);
        lock.close();
        Files.writeString(path, "another's");
        lock.close();
        assertEquals("another's", Files.readString(path));
    }

    private String refusal() {
        return String.valueOf(assertThrows(AlreadyStartedException.class, () -> LockFile.take(path))
                .getMessage());
    }
}
