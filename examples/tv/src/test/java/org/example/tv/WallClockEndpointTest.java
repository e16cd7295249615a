package org.example.tv;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dvbcss.MalformedMessageException;
import dev.patchbay.dvbcss.WcMessage;
import dev.patchbay.endpoint.CloseCode;
import dev.patchbay.endpoint.spi.MessageReceiver;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;

public class WallClockEndpointTest {

    private final FakeClock clock = new FakeClock();
    private final WallClockEndpoint endpoint = new WallClockEndpoint(() -> clock);
    private final FakeConnection connection = new FakeConnection();
    private final MessageReceiver receiver = endpoint.open(connection);

    private static byte[] request(int length, int... start) {
        byte[] request = new byte[length];
        for (int i = 0; i < start.length; i++) {
            request[i] = (byte) start[i];
        }
        return request;
    }

    private long answered() {
        return endpoint.connections().get(connection).sum();
    }

    @Test
    public void aRequestIsAnsweredWithTheTimeAndHowExactThatIs() throws MalformedMessageException {
        receiver.onBinary(connection, request(32));
        assertTrue(connection.sent.get(0).isBinary());
        WcMessage response =
                WcMessage.decode(ByteBuffer.wrap(connection.sent.get(0).payload()));
        long now = clock.ticks();
        assertEquals(new WcMessage(WcMessage.RESPONSE, Math.scalb(1.0, -19), 500, 0, 0, now, now), response);
    }

    @Test
    public void whatTheClientSentAsItsTimeComesBackToTheLastBit() {
        byte[] request = request(32);
        Arrays.fill(request, WcMessage.ORIGINATE_AT, WcMessage.RECEIVE_AT, (byte) 0xFF);
        receiver.onBinary(connection, request);
        byte[] response = connection.sent.get(0).payload();
        assertEquals(32, response.length);
        assertArrayEquals(originate(request), originate(response));
    }

    private static byte[] originate(byte[] message) {
        return Arrays.copyOfRange(message, WcMessage.ORIGINATE_AT, WcMessage.RECEIVE_AT);
    }

    @Test
    public void whatIsNoRequestHasNoAnswerAndTheNextRequestHas() {
        List<byte[]> wrong = List.of(
                request(0),
                request(31),
                request(32, 1),
                request(32, 0, 1),
                request(32, 0, 2),
                request(32, 0, 3),
                request(32, 0, 4),
                request(32, 0, 255));
        wrong.forEach(each -> receiver.onBinary(connection, each));
        receiver.onText(connection, "{}");
        assertEquals(List.of(), connection.sent);
        receiver.onBinary(connection, request(33)); // what is behind a request does not count
        assertEquals(1, connection.sent.size());
        assertTrue(connection.isOpen());
    }

    @Test
    public void countsAnswersPerConnection() {
        FakeConnection other = new FakeConnection();
        MessageReceiver otherReceiver = endpoint.open(other);
        receiver.onBinary(connection, request(32));
        receiver.onBinary(connection, request(31));
        otherReceiver.onBinary(other, request(32));
        otherReceiver.onBinary(other, request(32));
        assertEquals(1, answered());
        assertEquals(2, endpoint.connections().get(other).sum());
        receiver.onClosed(connection, CloseCode.NORMAL, "");
        assertFalse(endpoint.connections().containsKey(connection));
        assertTrue(endpoint.connections().containsKey(other));
    }

    @Test
    public void disabledItClosesAndAnswersNobody() {
        endpoint.setEnabled(false);
        receiver.onBinary(connection, request(32));
        assertEquals(List.of(CloseCode.GOING_AWAY), connection.closed);
        assertEquals(List.of(), connection.sent);
        assertFalse(endpoint.isEnabled());
    }
}
