package dev.patchbay.dispatch.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public class NamesTest {

    @Test
    public void namesOfLettersDigitsAndPartsAreGood() {
        for (String name : List.of("hello", "volume.create", "a-b_c.9", "A")) {
            assertEquals("", Names.faultOfTask(name));
            assertEquals("", Names.faultOfProvider(name));
        }
    }

    @Test
    public void theNeighboursAreNot() {
        for (String name : List.of("", ".hello", "hello.", "a..b", "a b", "ä", "a/b", "hello\n")) {
            assertTrue(name, Names.faultOfTask(name).contains("got '" + name + "'"));
            assertFalse(name, Names.faultOfProvider(name).isEmpty());
        }
    }

    @Test
    public void namespacesOfTheProtocolAreTakenForProvidersOnly() {
        for (String name : List.of("rpc", "task", "event", "session", "rpc.internal", "task.a.b")) {
            assertTrue(Names.faultOfProvider(name).contains("belongs to the protocol"));
            assertEquals("", Names.faultOfTask(name));
        }
    }

    @Test
    public void aNamespaceThatOnlyBeginsWithTheSameLettersIsFree() {
        for (String name : List.of("rpcs", "tasks.run", "lab.rpc", "Event", "dispatcher.task")) {
            assertEquals("", Names.faultOfProvider(name));
        }
    }
}
