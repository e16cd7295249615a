package dev.patchbay.worker.java;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.example.lamp.Lamp;
import org.junit.Test;

public class ValuesTest {

    @Test
    public void plainValuesComeBackAsTheyWere() {
        String line = "{\"a\":[1,-2.5,1e20,true,null,\"ä♪😀+%&=\",{\"b\":[]}],\"c\":9223372036854775808}";
        Map<String, Object> read = Values.readObject(line);
        assertEquals(Arrays.asList(1L, -2.5, 1e20, true, null, "ä♪😀+%&=", Map.of("b", List.of())), read.get("a"));
        assertEquals(new BigInteger("9223372036854775808"), read.get("c"));
        assertEquals(read, Values.readObject(Values.write(read)));
    }

    @Test
    public void anArgumentBecomesWhatTheMethodWants() {
        assertEquals(5, Values.read(5L, int.class));
        assertEquals(5.0, Values.read(5L, double.class));
        assertEquals(new Lamp.Light("red", 3), Values.read(Map.of("colour", "red", "level", 3L), Lamp.Light.class));
    }

    @Test
    public void anArgumentThatDoesNotFitIsShown() {
        IllegalArgumentException misfit =
                assertThrows(IllegalArgumentException.class, () -> Values.read("x", int.class));
        assertEquals("\"x\"", misfit.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Values.read(1.5, int.class));
        assertThrows(IllegalArgumentException.class, () -> Values.read(List.of(), String.class));
    }

    @Test
    public void whatIsNotJsonIsRefusedWithAReason() {
        assertThrows(IllegalArgumentException.class, () -> Values.write(Map.of("a", Double.NaN)));
        IllegalArgumentException thread =
                assertThrows(IllegalArgumentException.class, () -> Values.write(Thread.currentThread()));
        assertTrue(thread.getMessage(), thread.getMessage().contains("java.lang.Thread"));
        Object[] itself = new Object[1];
        itself[0] = itself;
        assertThrows(IllegalArgumentException.class, () -> Values.write(itself));
    }
}
