package dev.patchbay.dvbcss.spi;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dvbcss.ControlTimestamp;
import org.junit.Test;

public class FixedTimelineSourceTest {

    private static final String SELECTOR = "urn:example:sporadic";
    private static final ControlTimestamp HERE = ControlTimestamp.at(1, 2, 1);
    private static final ControlTimestamp THERE = ControlTimestamp.at(5, 6, 0);

    private final FixedTimelineSource source = new FixedTimelineSource(SELECTOR, HERE);
    private final Sink sink = new Sink();

    @Test
    public void recognisesItsSelectorAndNoOther() {
        assertTrue(source.recognises(SELECTOR));
        assertFalse(source.recognises(SELECTOR + ":1"));
        assertFalse(source.recognises("urn:example:SPORADIC"));
        assertFalse(source.recognises(""));
        assertEquals(SELECTOR, source.selector());
    }

    @Test
    public void answersWhatItWasTold() {
        assertEquals(HERE, source.controlTimestamp(SELECTOR));
        source.set(THERE);
        assertEquals(THERE, source.controlTimestamp(SELECTOR));
        source.set(null);
        assertNull(source.controlTimestamp(SELECTOR));
    }

    @Test
    public void tellsEachSinkOnceAfterTheChange() {
        ControlTimestamp[] seen = new ControlTimestamp[1];
        Sink other = new Sink(() -> seen[0] = source.controlTimestamp(SELECTOR));
        source.attach(sink);
        source.attach(sink);
        source.attach(other);
        assertEquals(0, sink.told());
        source.set(THERE);
        assertEquals(1, sink.told());
        assertEquals(1, other.told());
        assertEquals(THERE, seen[0]);
    }

    @Test
    public void doesNotTellWhoWasDetached() {
        Sink other = new Sink();
        source.attach(sink);
        source.attach(other);
        source.detach(sink);
        source.set(THERE);
        assertEquals(0, sink.told());
        assertEquals(1, other.told());
    }

    @Test
    public void toDetachAStrangerDoesNothing() {
        source.attach(sink);
        source.detach(new Sink());
        source.set(THERE);
        assertEquals(1, sink.told());
    }
}
