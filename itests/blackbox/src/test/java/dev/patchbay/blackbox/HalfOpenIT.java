package dev.patchbay.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** Peers that fall silent in the middle of something. */
public class HalfOpenIT {

    private static NodeProcess node;

    @BeforeClass
    public static void startANodeThatIsSoonTiredOfSilence() throws Exception {
        node = NodeProcess.started("{\"http\": {\"port\": %d, \"idleTimeoutInMs\": 1000},"
                + " \"jsonrpc\": {\"pingIntervalInMs\": 200, \"idleTimeoutInMs\": 2000}}");
    }

    @AfterClass
    public static void stopIt() throws Exception {
        node.close();
    }

    @Test
    public void aPeerThatAnswersNoPingIsClosedWhileOneThatDoesStays() throws Exception {
        try (TextSocket living = new TextSocket(node.rpc());
                RawSocket silent = new RawSocket(node.port()).upgraded()) {
            int frame = silent.nextFrame();
            assertEquals(RawSocket.PING, frame);
            while (frame == RawSocket.PING) {
                frame = silent.nextFrame();
            }
            assertEquals(RawSocket.CLOSE, frame);
            silent.awaitEnd();
            assertTrue(living.ask("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.whoami\"}")
                    .has("result"));
        }
    }

    @Test
    public void aFrameThatNeverEndsClosesItsConnection() throws Exception {
        try (RawSocket half = new RawSocket(node.port()).upgraded()) {
            half.write(new byte[] {(byte) 0x81, (byte) 0x90, 1, 2, 3, 4, 'h'});
            half.awaitEnd();
        }
    }

    @Test
    public void aRequestThatNeverEndsClosesItsConnection() throws Exception {
        try (RawSocket half = new RawSocket(node.port())) {
            half.write("GET /rpc HTTP/1.1\r\nHost: 127".getBytes(StandardCharsets.US_ASCII));
            half.awaitEnd();
        }
    }

    @Test
    public void aPeerThatSaysNothingAtAllIsLetGo() throws Exception {
        try (RawSocket mute = new RawSocket(node.port())) {
            mute.awaitEnd();
        }
    }
}
