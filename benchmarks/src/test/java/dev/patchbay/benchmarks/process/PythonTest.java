package dev.patchbay.benchmarks.process;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import org.junit.Test;

public class PythonTest {

    @Test
    public void codeGetsItsArgumentsAndGivesWhatItPrints() throws Exception {
        assertEquals("b a", Python.find().run("import sys; print(sys.argv[2], sys.argv[1])", "a", "b"));
    }

    @Test
    public void codeThatFailsIsTold() throws Exception {
        Python python = Python.find();
        IOException failure = assertThrows(IOException.class, () -> python.run("raise SystemExit('out of ink')"));
        assertTrue(failure.getMessage(), failure.getMessage().contains("out of ink"));
    }
}
