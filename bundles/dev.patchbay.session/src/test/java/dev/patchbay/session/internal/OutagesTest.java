package dev.patchbay.session.internal;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class OutagesTest {

    private final FakeClock clock = new FakeClock();
    private final Outages outages = new Outages(clock);
    private final Object store = new Object();

    @Test
    public void eachCauseIsNewsOnce() {
        assertTrue(outages.failed(store, new IllegalStateException("no database")));
        assertFalse(outages.failed(store, new IllegalStateException("no database")));
        assertTrue(outages.failed(store, new IllegalStateException("no table")));
        assertTrue("another's", outages.failed(new Object(), new IllegalStateException("no database")));
    }

    @Test
    public void anOutageIsOverAfterAQuietMinute() {
        outages.failed(store, new IllegalStateException("no database"));
        clock.advance(59_999);
        assertFalse(outages.answered(store));
        clock.advance(1);
        assertTrue(outages.answered(store));
        assertFalse("told once", outages.answered(store));
        assertTrue(outages.failed(store, new IllegalStateException("no database")));
    }

    @Test
    public void whatFailsNowAndThenIsToldOnce() {
        outages.failed(store, new IllegalStateException("busy"));
        for (int i = 0; i < 100; i++) {
            clock.advance(30_000);
            assertFalse(outages.answered(store));
            assertFalse(outages.failed(store, new IllegalStateException("busy")));
        }
    }

    @Test
    public void causesThatCarryWhatACallerSentEnd() {
        int news = 0;
        for (int i = 0; i < 1_000; i++) {
            news += outages.failed(store, new IllegalStateException("key " + i)) ? 1 : 0;
        }
        assertTrue(String.valueOf(news), news < 10);
    }

    @Test
    public void whoNeverFailedIsNotOverAnything() {
        assertFalse(outages.answered(store));
    }
}
