package dev.patchbay.launcher;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class NodeLockTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Home home;
    private Path file;

    @Before
    public void prepare() throws NodeException {
        home = new Home(folder.getRoot().toPath());
        home.prepare();
        file = home.data().resolve("patchbay.lock");
    }

    @Test
    public void secondStartOnTheSameHomeSaysWhoHoldsTheLock() throws Exception {
        try (NodeLock lock = NodeLock.take(home)) {
            lock.listensAt("http://127.0.0.1:5000");
            String said = saidBySecondProcess();
            assertTrue(said, said.contains("pid=" + ProcessHandle.current().pid()));
            assertTrue(said, said.contains("started="));
            assertTrue(said, said.contains("url=http://127.0.0.1:5000"));
            assertTrue(said, said.contains(home.root().toString()));
        }
    }

    @Test
    public void secondNodeOfTheSameProcessIsRefusedAndTakesNothingAway() throws Exception {
        try (NodeLock lock = NodeLock.take(home)) {
            NodeException e = assertThrows(NodeException.class, () -> NodeLock.take(home));
            assertTrue(String.valueOf(e.getMessage()).contains("this process"));
            assertTrue(saidBySecondProcess().contains("already"));
            assertEquals(Optional.empty(), lock.previousHolder());
        }
    }

    @Test
    public void aHomeReachedThroughALinkIsTheSameHome() throws Exception {
        Path link = Files.createSymbolicLink(folder.getRoot().toPath().resolve("link"), home.root());
        try (NodeLock lock = NodeLock.take(home)) {
            assertThrows(NodeException.class, () -> NodeLock.take(new Home(link)));
            lock.close();
            NodeLock.take(new Home(link)).close();
        }
    }

    @Test
    public void afterAStopInOrderTheLockIsFreeAndEmpty() throws Exception {
        NodeLock.take(home).close();
        assertEquals("", Files.readString(file));
        assertEquals("locked", saidBySecondProcess());
    }

    @Test
    public void aLockLeftBehindSaysWhoseItWas() throws Exception {
        Files.writeString(file, "pid=4711 started=2026-01-01T00:00:00Z");
        try (NodeLock lock = NodeLock.take(home)) {
            assertEquals(Optional.of("pid=4711 started=2026-01-01T00:00:00Z"), lock.previousHolder());
        }
    }

    @Test
    public void givingItBackTwiceIsHarmless() throws Exception {
        NodeLock lock = NodeLock.take(home);
        lock.close();
        try (NodeLock next = NodeLock.take(home)) {
            lock.close();
            lock.listensAt("http://nowhere");
            assertTrue(saidBySecondProcess().contains("already"));
            assertEquals(Optional.empty(), next.previousHolder());
        }
    }

    private String saidBySecondProcess() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockingProgram.class.getName(),
                        home.root().toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        return said.strip();
    }
}
