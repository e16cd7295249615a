package dev.patchbay.process.internal;

import static org.junit.Assert.assertEquals;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;

/** A node that has no descriptors left: what cannot be started says so, and what runs can still be ended. */
public class NodeOutOfDescriptorsTest {

    /** A process ended by a signal has this status and the signal's number. */
    private static final int DIED = 128;

    private static final boolean IS_ABLE = Runtime.version().feature() >= 21;

    @Rule
    public final Timeout limit = Timeout.seconds(90);

    @Rule
    public final TemporaryFolder home = new TemporaryFolder();

    @Test
    public void processesAreRefusedAndTheOthersEnd() throws Exception {
        Assume.assumeTrue("only Linux tells enough about processes", ProcFolder.isThere());
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process node = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n 100; exec \"$@\"",
                        "sh",
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ScarceMain.class.getName(),
                        home.getRoot().toString())
                .inheritIO()
                .start();
        boolean hasEnded = node.waitFor(IS_ABLE ? 60 : 10, TimeUnit.SECONDS);
        node.destroyForcibly();
        int status = node.waitFor();
        // 1 is what the program itself ends with when something is wrong
        Assume.assumeTrue(
                "Java 17 itself died or waits for its spawn helper, which cannot load its libraries: status " + status,
                IS_ABLE || hasEnded && status < DIED);
        assertEquals(0, status);
    }
}
