package dev.patchbay.settings.internal;

import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FileWatchTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Semaphore told = new Semaphore(0);

    @Test
    public void aChangeBetweenConstructionAndStartIsTold() throws Exception {
        Path file = Files.writeString(folder.getRoot().toPath().resolve("f"), "a");
        try (FileWatch watch = new FileWatch(file, told::release)) {
            Files.writeString(file, "ab");
            watch.start();

            assertTold();
        }
    }

    @Test
    public void aFileInAFolderThatIsMadeLaterIsToldByLookingAtIt() throws Exception {
        Path file = folder.getRoot().toPath().resolve("later").resolve("f");
        try (FileWatch watch = new FileWatch(file, told::release)) {
            watch.start();
            Files.createDirectories(file.getParent());
            Files.writeString(file, "a");

            assertTold();
        }
    }

    @Test
    public void aHandlerThatThrowsIsCalledAgain() throws Exception {
        Path file = Files.writeString(folder.getRoot().toPath().resolve("f"), "a");
        try (FileWatch watch = new FileWatch(file, this::releaseAndThrow)) {
            watch.start();
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
            assertTold();
            Files.setLastModifiedTime(file, FileTime.fromMillis(2_000));

            assertTold();
        }
    }

    @Test
    public void aHandlerWhoseClassesAreBeingReplacedIsCalledAgain() throws Exception {
        Path file = Files.writeString(folder.getRoot().toPath().resolve("f"), "a");
        Runnable handler = () -> {
            told.release();
            throw new NoClassDefFoundError("as the test wants it");
        };
        try (FileWatch watch = new FileWatch(file, handler)) {
            watch.start();
            watch.poke();
            assertTold();
            watch.poke();

            assertTold();
        }
    }

    @Test
    public void aPokeIsToldThoughNothingChanged() throws Exception {
        Path file = Files.writeString(folder.getRoot().toPath().resolve("f"), "a");
        try (FileWatch watch = new FileWatch(file, told::release)) {
            watch.start();
            watch.poke();

            assertTold();
        }
    }

    private void releaseAndThrow() {
        told.release();
        throw new IllegalStateException("as the test wants it");
    }

    private void assertTold() throws InterruptedException {
        assertTrue("Expected to be told", told.tryAcquire(10, TimeUnit.SECONDS));
    }
}
