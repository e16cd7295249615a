package dev.patchbay.process.internal;

import static org.junit.Assert.assertEquals;

import java.nio.file.Path;
import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.Timeout;

/** A node that has no descriptors left: what cannot be started says so, and what runs can still be ended. */
public class NodeOutOfDescriptorsTest {

    @Rule
    public final Timeout limit = Timeout.seconds(90);

    @Rule
    public final TemporaryFolder home = new TemporaryFolder();

    @Test
    public void processesAreRefusedAndTheOthersEnd() throws Exception {
        Assume.assumeTrue("only Linux tells enough about processes", ProcFolder.isThere());
        // the JVM itself may die (status 139) or wait for ever for its jspawnhelper, which cannot load its libraries
        // then
        Assume.assumeTrue(
                "Java 17 does not survive it every time", Runtime.version().feature() >= 21);
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
        assertEquals(0, node.waitFor());
    }
}
