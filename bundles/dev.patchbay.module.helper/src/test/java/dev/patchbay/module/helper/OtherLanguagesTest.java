package dev.patchbay.module.helper;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeNoException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

/** Runs the tests that are written in Python and JavaScript, since Maven knows neither. */
public class OtherLanguagesTest {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    @Test
    public void theHelperForPythonWorks() throws Exception {
        passes(
                "Ran ",
                "python3",
                "-B",
                "-m",
                "unittest",
                "discover",
                "-s",
                "clients/python",
                "-p",
                "test_patchbay_module.py");
    }

    @Test
    public void theModulesOfTheJukeboxWork() throws Exception {
        passes("Ran ", "python3", "-B", "-m", "unittest", "discover", "-s", "examples/jukebox/test");
    }

    @Test
    public void thePageOfTheJukeboxKnowsItsQueue() throws Exception {
        passes("# pass ", "node", "--test", "--test-reporter=tap", "examples/jukebox/test/model.test.mjs");
    }

    @Test
    public void theInstrumentsOfTheLabWork() throws Exception {
        passes("Ran ", "python3", "-B", "-m", "unittest", "discover", "-s", "examples/lab/test");
    }

    @Test
    public void thePageOfTheLabKnowsItsReadings() throws Exception {
        passes("# pass ", "node", "--test", "--test-reporter=tap", "examples/lab/test/model.test.mjs");
    }

    private static void passes(String sign, String... command) throws Exception {
        Process process = start(command);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(output, process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(output, 0, process.exitValue());
        assertTrue(output, output.contains(sign));
    }

    private static Process start(String... command) {
        try {
            return new ProcessBuilder(command)
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            assumeNoException("These tests need " + command[0] + " on the PATH", e);
            throw new AssertionError(e);
        }
    }
}
