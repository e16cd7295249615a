package dev.patchbay.protocol.shmooze.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class PortsTest {

    @Test
    public void withoutSettingsQueueAndPoolHaveTheirUsualPorts() {
        assertEquals(Map.of("queue", 5580, "pool", 5581), Ports.of("").byName());
        assertEquals(0, Ports.of("").gateway());
    }

    @Test
    public void anEmptyObjectIsNoPortAtAll() {
        assertTrue(Ports.of("{}").byName().isEmpty());
    }

    @Test
    public void theGatewaysPortIsNoService() {
        Ports ports = Ports.of("{\"wsgi\": 8080, \"nlp\": 5582}");
        assertEquals(8080, ports.gateway());
        assertNull(ports.ofService("wsgi"));
        assertEquals(Integer.valueOf(5582), ports.ofService("nlp"));
        assertNull(ports.ofService("queue"));
        assertTrue(ports.faults().isEmpty());
    }

    @Test
    public void eachBadEntryIsToldByNameAndValueAndTheOthersCount() {
        Ports ports =
                Ports.of("{\"queue\": 65536, \"pool\": 0, \"a\": \"5580\", \"b\": 1.5, \"c\": null, \"d\": 65535}");
        assertEquals(Map.of("d", 65_535), ports.byName());
        assertEquals(5, ports.faults().size());
        assertEquals(
                "In 'ports' of section 'shmooze', expected a TCP port from 1 to 65535 for 'a', got \"5580\"; the other"
                        + " entries count",
                ports.faults().get(2));
    }

    @Test
    public void namesThatNoAddressCanHaveAreLeftOut() {
        Ports ports = Ports.of("{\"\": 1, \"a/b\": 2, \"a b\": 3}");
        assertEquals(Map.of("a b", 3), ports.byName());
        assertEquals(2, ports.faults().size());
    }

    @Test
    public void whatIsNoObjectIsToldOnce() {
        for (String wrong : List.of("5580", "[5580]", "{\"queue\":")) {
            Ports ports = Ports.of(wrong);
            assertTrue(wrong, ports.byName().isEmpty());
            assertEquals(wrong, 1, ports.faults().size());
        }
    }
}
