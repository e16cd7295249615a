package dev.patchbay.cluster.zephserver.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.List;
import org.junit.Test;

public class HostPortTest {

    @Test
    public void namesAndAddressesOfBothFamiliesAreRead() {
        assertEquals(new HostPort("nodea", 10_100), HostPort.parse("nodea:10100"));
        assertEquals(new HostPort("10.0.0.1", 1), HostPort.parse("10.0.0.1:1"));
        assertEquals(new HostPort("::1", 65_535), HostPort.parse("[::1]:65535"));
        assertEquals(new HostPort("::1", 80), HostPort.parse("::1:80"));
        assertEquals("[::1]:80", HostPort.parse("::1:80").toString());
    }

    @Test
    public void somethingElseIsRefused() {
        for (String address : List.of("", "nodea", "nodea:", ":80", "nodea:0", "nodea:65536", "nodea:http")) {
            assertThrows(address, IllegalArgumentException.class, () -> HostPort.parse(address));
        }
    }
}
