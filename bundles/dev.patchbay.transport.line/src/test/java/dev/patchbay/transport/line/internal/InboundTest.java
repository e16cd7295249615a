package dev.patchbay.transport.line.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.ByteBuffer;
import org.junit.Test;

/** How much may be read, by what is asked for and what has come. */
public class InboundTest {

    private static final int MOST = 65_536;

    private final Inbound inbound = new Inbound(1_000_000);

    private void add(int bytes, char what) {
        byte[] array = new byte[bytes];
        java.util.Arrays.fill(array, (byte) what);
        inbound.add(ByteBuffer.wrap(array).position(bytes));
    }

    @Test
    public void withoutDemandNoMoreIsReadThanTheReadAhead() {
        assertEquals(Inbound.AHEAD, inbound.room(MOST));
        add(Inbound.AHEAD - 10, 'x');
        inbound.settle();
        assertEquals(10, inbound.room(MOST));
        assertTrue(inbound.isReading());
        add(10, '\n');
        inbound.settle();
        assertEquals(0, inbound.room(MOST));
        assertFalse(inbound.isReading());
    }

    @Test
    public void readingGoesOnWhenHalfOfItIsUsed() throws BadLineException {
        add(Inbound.AHEAD, '\n');
        for (int left = Inbound.AHEAD - 1; left > Inbound.AHEAD / 2; left--) {
            inbound.ask();
            assertEquals("", inbound.poll());
            inbound.settle();
            assertFalse("left " + left, inbound.isReading());
        }
        inbound.ask();
        assertEquals("", inbound.poll());
        assertTrue(inbound.isReading());
    }

    @Test
    public void restOfALongLineIsReadWhenItIsAskedFor() throws BadLineException {
        add(Inbound.AHEAD, 'x');
        inbound.settle();
        assertFalse(inbound.isReading());
        inbound.ask();
        assertNull(inbound.poll());
        assertTrue(inbound.isReading());
        assertEquals(MOST, inbound.room(MOST));
    }

    @Test
    public void threadIsToldOnlyWhenThereIsSomethingToLookAt() throws BadLineException {
        assertFalse(inbound.ask());
        add(5, '\n');
        assertEquals("", inbound.poll());
        inbound.settle();
        assertTrue(inbound.ask());
        for (int i = 0; i < 4; i++) {
            assertEquals("", inbound.poll());
            inbound.settle();
            assertEquals(i < 3, inbound.ask());
        }
        assertThrows(IllegalStateException.class, inbound::ask);
        assertTrue(inbound.isAsked());
    }

    @Test
    public void endIsSomethingToLookAt() {
        inbound.end();
        inbound.settle();
        assertTrue(inbound.ask());
        assertFalse(inbound.isReading());
    }
}
