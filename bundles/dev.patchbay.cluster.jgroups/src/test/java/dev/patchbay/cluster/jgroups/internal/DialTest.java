package dev.patchbay.cluster.jgroups.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.net.Socket;
import java.util.List;
import org.junit.Test;

public class DialTest {

    private final Socket socket = new Socket();
    private final Dial dial = new Dial(socket);

    @Test
    public void whatIsToBeSentWaitsInItsOrder() {
        byte[] first = {1};
        byte[] second = {2};

        dial.with(first).with(second);

        assertEquals(List.of(first, second), dial.messages());
    }

    @Test
    public void asMuchWaitsAsMayBeOnItsWayAndNoMore() {
        byte[] most = new byte[(int) (2 * Stack.CREDITS)];

        dial.with(most).with(new byte[1]);

        assertEquals(1, dial.messages().size());
        assertSame(most, dial.messages().get(0));
    }

    @Test
    public void aCancelledAttemptHasItsSocketClosed() {
        dial.cancel();

        assertTrue(socket.isClosed());
    }
}
