package dev.patchbay.dvbcss;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import org.junit.Test;

public class TimelinesTest {

    @Test
    public void selectorsAreThoseOfTheStandard() {
        assertEquals("urn:dvb:css:timeline:pts", Timelines.PTS);
        assertEquals("urn:dvb:css:timeline:ct", Timelines.COMPOSITION_TIME);
        assertEquals("urn:dvb:css:timeline:temi:1:5", Timelines.temi(1, 5));
        assertEquals("urn:dvb:css:timeline:temi:0:255", Timelines.temi(0, 255));
        assertEquals("urn:dvb:css:timeline:mpd:period:rel:1000", Timelines.mpdPeriod(1000));
        assertEquals("urn:dvb:css:timeline:mpd:period:rel:25:p1", Timelines.mpdPeriod(25, "p1"));
    }

    @Test
    public void whatIsOutOfRangeIsRefused() {
        assertEquals(
                "Expected a component tag of 0 to 255, got 256",
                assertThrows(IllegalArgumentException.class, () -> Timelines.temi(256, 0))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Timelines.temi(0, -1));
        assertThrows(IllegalArgumentException.class, () -> Timelines.mpdPeriod(0));
        assertThrows(IllegalArgumentException.class, () -> Timelines.mpdPeriod(25, ""));
    }
}
