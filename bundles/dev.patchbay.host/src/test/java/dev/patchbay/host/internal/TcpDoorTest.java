package dev.patchbay.host.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public final class TcpDoorTest {

    @Test
    public void aColonMakesItTcp() {
        assertTrue(TcpDoor.isMeantBy("localhost:9000"));
        assertTrue(TcpDoor.isMeantBy(":9000"));
        assertFalse(TcpDoor.isMeantBy("./interface.sock"));
        assertFalse(TcpDoor.isMeantBy(""));
    }

    @Test
    public void addressesOfThisMachineAreTaken() {
        assertEquals("127.0.0.1:9000", TcpDoor.parse("127.0.0.1:9000", false).toString());
        assertEquals(9000, TcpDoor.parse("[::1]:9000", false).address().getPort());
        assertTrue(TcpDoor.parse("::1:9000", false).address().getAddress().isLoopbackAddress());
        assertTrue(TcpDoor.parse(":0", false).address().getAddress().isLoopbackAddress());
    }

    @Test
    public void anAddressOthersCanReachNeedsPermission() {
        assertTrue(refusal("0.0.0.0:9000").contains("host.allowPublicControl"));
        assertTrue(refusal("192.0.2.1:9000").contains("got 192.0.2.1:9000"));
        assertEquals("0.0.0.0:9000", TcpDoor.parse("0.0.0.0:9000", true).toString());
    }

    @Test
    public void whatIsNoAddressIsRefused() {
        assertTrue(refusal("localhost:").contains("Expected host:port"));
        assertTrue(refusal("localhost:http").contains("got 'localhost:http'"));
        assertTrue(refusal("127.0.0.1:65536").contains("Expected host:port"));
        assertTrue(refusal("a host:1").contains("Expected host:port"));
    }

    private static String refusal(String text) {
        return assertThrows(IllegalArgumentException.class, () -> TcpDoor.parse(text, false))
                .getMessage();
    }
}
