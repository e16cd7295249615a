package dev.patchbay.benchmarks.process;

import static org.junit.Assert.assertTrue;

import java.io.IOException;
import org.junit.Test;

public class VitalsTest {

    private final Vitals own = Vitals.of(ProcessHandle.current().pid());

    @Test
    public void processorTimeIsRead() throws IOException {
        assertTrue(own.cpuInSec() > 0);
    }

    @Test
    public void residentMemoryIsRead() throws IOException {
        assertTrue(own.residentInBytes() > 10 << 20);
    }

    @Test
    public void theCommandLineIsRead() throws IOException {
        assertTrue(own.arguments().get(0).endsWith("java"));
    }
}
