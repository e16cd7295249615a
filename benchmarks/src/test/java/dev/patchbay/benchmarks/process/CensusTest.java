package dev.patchbay.benchmarks.process;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.Test;

public class CensusTest {

    @Test
    public void aHistogramIsRead() throws IOException {
        Census census = Census.read("""
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:         20318        1845480  [B (java.base@25.0.3)
                   2:          3121         374520  java.lang.Class (java.base@25.0.3)
                   3:           321          37452  java.lang.ClassLoader (java.base@25.0.3)
                   4:             3           1000  [Ljdk.internal.vm.FillerElement; (java.base@25.0.3)
                   5:             1             16  jdk.internal.vm.FillerObject (java.base@25.0.3)
                Total        112084        6217288
                """);
        assertEquals("without what fills gaps", new Census(6_216_272, 3_121), census);
    }

    @Test
    public void somethingElseIsRefused() {
        assertThrows(IOException.class, () -> Census.read("Permission denied"));
    }

    @Test
    public void aRunningProcessIsCounted() throws Exception {
        Census census = Census.take(
                Path.of(System.getProperty("java.home")),
                ProcessHandle.current().pid());
        assertTrue(census.toString(), census.bytes() > 100_000 && census.classes() > 500);
    }
}
