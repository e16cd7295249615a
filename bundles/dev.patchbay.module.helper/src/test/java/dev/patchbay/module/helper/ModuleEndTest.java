package dev.patchbay.module.helper;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;

/** A module's process ends with its owner: the original's did not, and kept a processor busy. */
public class ModuleEndTest {

    @Rule
    public final FakeOwner owner = new FakeOwner();

    private Process process;

    @After
    public void end() {
        process.destroyForcibly();
    }

    @Test
    public void endsAtOnceWhenItsOwnerCloses() throws Exception {
        start("idle");
        long begin = System.nanoTime();
        owner.close();
        assertEquals(0, exitCode());
        assertTrue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) < ModuleProcess.GRACE_IN_MS);
    }

    @Test
    public void endsAlthoughAThreadOfItGoesOn() throws Exception {
        start("thread");
        owner.close();
        assertEquals(1, exitCode());
    }

    @Test
    public void endsAlthoughACommandIsNotDone() throws Exception {
        start("idle");
        owner.write("{\"cmd\": \"play\"}\n");
        owner.close();
        assertEquals(1, exitCode());
    }

    private void start(String mode) throws IOException {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BusyModule.class.getName());
        process = new ProcessBuilder(Stream.concat(java.stream(), Stream.of(owner.args(mode)))
                        .toList())
                .inheritIO()
                .start();
        owner.accept();
        assertEquals("{\"success\":true}", owner.tell("{\"cmd\": \"init\"}"));
        assertTrue(owner.update().contains("\"ready\":true"));
    }

    private int exitCode() throws InterruptedException {
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        return process.exitValue();
    }
}
