package dev.patchbay.dvbcss;

import static dev.patchbay.dvbcss.Malformed.assertMalformed;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Random;
import org.junit.Test;

public class WcMessageTest {

    private static final long SECOND = 1_000_000_000;
    private static final double MICROSECOND = Math.scalb(1.0, -19);

    private static final byte[] GOLDEN_REQUEST =
            octets("000005AA 01020304 0000000A 00000014" + "0000001E 00000028 00000032 0000003C");

    @Test
    public void theGoldenRequestIsReadAndAnswered() throws Exception {
        WcMessage request = WcMessage.decode(ByteBuffer.wrap(GOLDEN_REQUEST));
        assertEquals(WcMessage.REQUEST, request.type());
        assertEquals(10, request.originateSeconds());
        assertEquals(20, request.originateNanos());
        assertEquals(10 * SECOND + 20, request.originateInNs());

        WcMessage response = new WcMessage(
                WcMessage.RESPONSE,
                MICROSECOND,
                500,
                request.originateSeconds(),
                request.originateNanos(),
                0x0102 * SECOND + 3,
                0x0405 * SECOND + 999_999_999);
        assertArrayEquals(
                octets("0001ED00 0001F400 0000000A 00000014 00000102 00000003 00000405 3B9AC9FF"), encoded(response));
    }

    @Test
    public void originateComesBackBitForBit() throws Exception {
        byte[] octets = GOLDEN_REQUEST.clone();
        System.arraycopy(octets("FEDCBA98 FFFFFFFF"), 0, octets, WcMessage.ORIGINATE_AT, 8);
        WcMessage request = WcMessage.decode(ByteBuffer.wrap(octets));
        assertEquals(0xFEDCBA98L, request.originateSeconds());
        assertEquals(0xFFFFFFFFL, request.originateNanos());
        WcMessage response = new WcMessage(1, 0, 0, request.originateSeconds(), request.originateNanos(), 0, 0);
        assertArrayEquals(
                octets("00018000 00000000 FEDCBA98 FFFFFFFF 00000000 00000000 00000000 00000000"), encoded(response));
    }

    @Test
    public void precisionIsThePowerOfTwoThatIsNotSmaller() {
        assertEquals(-128, WcMessage.precisionExponent(Math.scalb(1.0, -128)));
        assertEquals(-16, WcMessage.precisionExponent(0.00001));
        assertEquals(-10, WcMessage.precisionExponent(0.0007));
        assertEquals(-9, WcMessage.precisionExponent(0.001));
        assertEquals(0, WcMessage.precisionExponent(1));
        assertEquals(127, WcMessage.precisionExponent(Math.scalb(1.0, 127)));
        assertEquals(-29, WcMessage.precisionExponent(1e-9));
        assertEquals(-19, WcMessage.precisionExponent(1e-6));
    }

    @Test
    public void precisionIsExactAtEveryPowerOfTwoAndBesideIt() {
        for (int exponent = Byte.MIN_VALUE; exponent <= Byte.MAX_VALUE; exponent++) {
            double power = Math.scalb(1.0, exponent);
            assertEquals(exponent, WcMessage.precisionExponent(power));
            assertEquals(exponent, WcMessage.precisionExponent(Math.nextDown(power)));
            assertEquals(Math.min(127, exponent + 1), WcMessage.precisionExponent(Math.nextUp(power)));
        }
    }

    @Test
    public void precisionBeyondWhatCanBeSentIsTheNearest() {
        for (double tiny :
                new double[] {0, -0.0, -1, Double.MIN_VALUE, 1e-300, Math.scalb(1.0, -129), Double.NEGATIVE_INFINITY}) {
            assertEquals(-128, WcMessage.precisionExponent(tiny));
        }
        for (double huge : new double[] {1e300, Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NaN}) {
            assertEquals(127, WcMessage.precisionExponent(huge));
        }
    }

    @Test
    public void frequencyErrorIsRoundedUpToUnits() {
        assertEquals(128_000, WcMessage.frequencyErrorUnits(500));
        assertEquals(12_800, WcMessage.frequencyErrorUnits(50));
        assertEquals(7_168, WcMessage.frequencyErrorUnits(28));
        assertEquals(486_400, WcMessage.frequencyErrorUnits(1900));
        assertEquals(3, WcMessage.frequencyErrorUnits(0.01));
        assertEquals(25_600_000, WcMessage.frequencyErrorUnits(100_000));
        assertEquals(0, WcMessage.frequencyErrorUnits(0));
        assertEquals(0xFFFFFFFFL, WcMessage.frequencyErrorUnits(1e12));
        assertEquals(0xFFFFFFFFL, WcMessage.frequencyErrorUnits(Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> WcMessage.frequencyErrorUnits(-0.1));
        assertThrows(IllegalArgumentException.class, () -> WcMessage.frequencyErrorUnits(Double.NaN));
    }

    @Test
    public void whatFitsIsReadAsItWasWritten() throws Exception {
        Random random = new Random(6677);
        for (int i = 0; i < 10_000; i++) {
            WcMessage message = new WcMessage(
                    random.nextInt(4),
                    Math.scalb(1.0, random.nextInt(256) - 128),
                    (random.nextInt() & 0xFFFFFFFFL) / 256.0,
                    random.nextInt() & 0xFFFFFFFFL,
                    random.nextInt() & 0xFFFFFFFFL,
                    random.nextLong(1L << 32) * SECOND + random.nextLong(SECOND),
                    random.nextLong(1L << 32) * SECOND + random.nextLong(SECOND));
            assertEquals(message, WcMessage.decode(ByteBuffer.wrap(encoded(message))));
        }
    }

    @Test
    public void anyOctetsOfVersionAndTypeAreRead() throws Exception {
        Random random = new Random(1);
        byte[] octets = new byte[WcMessage.LENGTH];
        for (int i = 0; i < 10_000; i++) {
            random.nextBytes(octets);
            octets[WcMessage.VERSION_AT] = 0;
            octets[WcMessage.TYPE_AT] &= 3;
            WcMessage message = WcMessage.decode(ByteBuffer.wrap(octets));
            assertEquals(
                    ByteBuffer.wrap(octets).getLong(WcMessage.ORIGINATE_AT),
                    message.originateSeconds() << 32 | message.originateNanos());
        }
    }

    @Test
    public void shorterOtherVersionOrOtherTypeIsRefused() {
        assertMalformed(
                "Expected 32 octets of a wall clock message, got 0", () -> WcMessage.decode(ByteBuffer.allocate(0)));
        assertMalformed("got 31", () -> WcMessage.decode(ByteBuffer.allocate(31)));
        assertMalformed(
                "got version 1 and type 0",
                () -> WcMessage.decode(ByteBuffer.allocate(32).put(0, (byte) 1)));
        assertMalformed(
                "got version 0 and type 4",
                () -> WcMessage.decode(ByteBuffer.allocate(32).put(1, (byte) 4)));
        assertMalformed(
                "got version 0 and type 255",
                () -> WcMessage.decode(ByteBuffer.allocate(32).put(1, (byte) -1)));
    }

    @Test
    public void whatIsRefusedStaysInTheBuffer() {
        ByteBuffer buffer = ByteBuffer.allocate(64).put(5, (byte) 9).position(5);
        assertMalformed("got version 9", () -> WcMessage.decode(buffer));
        assertEquals(5, buffer.position());
    }

    @Test
    public void longerIsReadUpToTheEndOfTheMessage() throws Exception {
        ByteBuffer buffer = ByteBuffer.allocate(64);
        WcMessage.request(5).encode(buffer);
        assertEquals(32, buffer.position());
        buffer.rewind();
        assertEquals(WcMessage.request(5), WcMessage.decode(buffer));
        assertEquals(32, buffer.position());
    }

    @Test
    public void theBuffersOwnByteOrderDoesNotMatter() throws Exception {
        ByteBuffer buffer =
                ByteBuffer.allocateDirect(40).order(ByteOrder.LITTLE_ENDIAN).position(3);
        WcMessage.request(10 * SECOND + 20).encode(buffer);
        assertEquals(ByteOrder.LITTLE_ENDIAN, buffer.order());
        byte[] octets = new byte[32];
        buffer.get(3, octets);
        assertArrayEquals(octets("00000000 00000000 0000000A 00000014 00000000 00000000 00000000 00000000"), octets);
        assertEquals(WcMessage.request(10 * SECOND + 20), WcMessage.decode(buffer.position(3)));
    }

    @Test
    public void aTimeIsPutWhereItBelongs() {
        ByteBuffer buffer = ByteBuffer.allocate(32);
        WcMessage.putTime(buffer, WcMessage.TRANSMIT_AT, 0xFFFFFFFFL * SECOND + 999_999_999);
        assertEquals(-1, buffer.getInt(24));
        assertEquals(999_999_999, buffer.getInt(28));
        assertEquals(0, buffer.getLong(16));
    }

    @Test
    public void whatCannotBeSentIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new WcMessage(4, 0, 0, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new WcMessage(-1, 0, 0, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new WcMessage(1, Double.NaN, 0, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new WcMessage(1, 0, -1, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new WcMessage(1, 0, 0, 1L << 32, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new WcMessage(1, 0, 0, 0, -1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new WcMessage(1, 0, 0, 0, 0, -1, 0));
        assertThrows(IllegalArgumentException.class, () -> WcMessage.request(-1));
        assertEquals(
                "Expected a time below 2^32 seconds in a wall clock message, got 4294967296000000000",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> encoded(new WcMessage(1, 0, 0, 0, 0, 0, (1L << 32) * SECOND)))
                        .getMessage());
    }

    @Test
    public void withoutRoomNothingIsWritten() {
        ByteBuffer buffer = ByteBuffer.allocate(31);
        assertThrows(BufferOverflowException.class, () -> WcMessage.request(1).encode(buffer));
        assertEquals(ByteBuffer.allocate(31), buffer);
    }

    private static byte[] encoded(WcMessage message) {
        ByteBuffer buffer = ByteBuffer.allocate(WcMessage.LENGTH);
        message.encode(buffer);
        return buffer.array();
    }

    private static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
