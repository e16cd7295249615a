package dev.patchbay.service.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import org.junit.Test;

public class TraceTest {

    /** One of a plugin's, whose methods fail themselves. */
    private static final class Broken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("no cause");
        }
    }

    @Test
    public void textStackCausesAndSuppressedAreThoseOfTheOriginal() {
        Exception cause = new IllegalArgumentException("why");
        Exception original = new IllegalStateException("what", cause);
        original.addSuppressed(new Exception());
        Trace trace = Trace.of(original);
        assertEquals("java.lang.IllegalStateException: what", trace.getMessage());
        assertArrayEquals(original.getStackTrace(), trace.getStackTrace());
        assertEquals("java.lang.IllegalArgumentException: why", trace.getCause().getMessage());
        assertArrayEquals(cause.getStackTrace(), trace.getCause().getStackTrace());
        assertEquals("java.lang.Exception", trace.getSuppressed()[0].getMessage());
    }

    @Test
    public void aCircleOfCausesEnds() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);
        Trace trace = Trace.of(first);
        assertEquals("java.lang.Exception: second", trace.getCause().getMessage());
        assertNull(trace.getCause().getCause());
    }

    @Test
    public void aThrowableWhoseMethodsFailIsStillNamed() {
        Trace trace = Trace.of(new Broken());
        assertEquals(Broken.class.getName(), trace.getMessage());
        assertEquals(
                "The rest could not be read: java.lang.IllegalStateException: no cause",
                trace.getSuppressed()[0].getMessage());
    }
}
