package dev.patchbay.benchmarks.process;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class BareModuleTest {

    private static final String REFUSING = "import socket, sys\n"
            + "commands = socket.create_connection((sys.argv[-3], int(sys.argv[-2])))\n"
            + "updates = socket.create_connection((sys.argv[-3], int(sys.argv[-1])))\n"
            + "commands.makefile().readline()\n"
            + "commands.sendall(b'{\"success\": false, \"error\": \"no\"}\\n')\n"
            + "commands.makefile().readline()\n";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void theModuleKeepsTheContractAndEndsWhenItIsTold() throws Exception {
        List<String> module = Python.find().module(folder.getRoot().toPath());
        try (BareModule started = BareModule.start(module)) {
            assertEquals(1, running(module));
        }
        assertEquals(0, running(module));
    }

    @Test
    public void aModuleThatRefusesIsTold() throws Exception {
        String python = Python.find().executable().toString();
        IOException refused = assertThrows(IOException.class, () -> BareModule.start(List.of(python, "-c", REFUSING)));
        assertTrue(refused.getMessage(), refused.getMessage().contains("init"));
    }

    private static long running(List<String> module) {
        return ProcessHandle.current()
                .descendants()
                .filter(handle -> handle.info().commandLine().orElse("").contains(module.get(1)))
                .count();
    }
}
