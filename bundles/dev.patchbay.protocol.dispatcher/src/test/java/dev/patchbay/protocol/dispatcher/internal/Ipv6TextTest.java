package dev.patchbay.protocol.dispatcher.internal;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

/** How addresses are written. */
public class Ipv6TextTest {

    @Test
    public void theLongestRunOfZerosIsLeftOut() {
        assertEquals("::1", Ipv6Text.shortened("0:0:0:0:0:0:0:1"));
        assertEquals("::", Ipv6Text.shortened("0:0:0:0:0:0:0:0"));
        assertEquals("2001:db8::", Ipv6Text.shortened("2001:db8:0:0:0:0:0:0"));
        assertEquals("2001:0:0:1::1", Ipv6Text.shortened("2001:0:0:1:0:0:0:1"));
        assertEquals("2001:db8::1:0:0:1", Ipv6Text.shortened("2001:db8:0:0:1:0:0:1"));
        assertEquals("fe80::1%lo", Ipv6Text.shortened("fe80:0:0:0:0:0:0:1%lo"));
    }

    @Test
    public void anythingElseStaysAsItIs() {
        for (String address : new String[] {"127.0.0.1", "::1", "2001:db8:0:1:1:1:1:1", "0", "unix", ""}) {
            assertEquals(address, Ipv6Text.shortened(address));
        }
    }
}
