package org.example.tv;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dvbcss.ControlTimestamp;
import dev.patchbay.dvbcss.WallClock;
import dev.patchbay.dvbcss.spi.TimelineSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class TimelinesTest {

    private static final String PTS = "urn:dvb:css:timeline:pts";
    private static final String TEMI = "urn:dvb:css:timeline:temi:1:1";

    private final FakeClock clock = new FakeClock();
    private final WallClock wallClock = () -> clock;
    private final Television tv = new Television(clock, new FakeAlarm());
    private final TimelineSource pts = new PtsTimeline(wallClock, tv);
    private final TimelineSource temi = new TemiTimeline(wallClock, tv);

    @Test
    public void eachRecognisesItsOwnSelectorOnly() {
        assertTrue(pts.recognises(PTS));
        assertFalse(pts.recognises(TEMI));
        assertTrue(temi.recognises(TEMI));
        for (String other : List.of(PTS, "urn:dvb:css:timeline:temi:1:2", TEMI + "0", "")) {
            assertFalse(other, temi.recognises(other));
        }
    }

    @Test
    public void bothSayWhereThePictureIsAndHowFastItMoves() {
        tv.seek(10);
        clock.advance(1);
        tv.speed(2);
        assertEquals(ControlTimestamp.at(990_000, clock.ticks(), 2), pts.controlTimestamp(PTS));
        assertEquals(ControlTimestamp.at(550, clock.ticks(), 2), temi.controlTimestamp(TEMI));
        tv.pause();
        assertEquals(ControlTimestamp.at(990_000, clock.ticks(), 0), pts.controlTimestamp(PTS));
        assertEquals(ControlTimestamp.at(550, clock.ticks(), 0), temi.controlTimestamp(TEMI));
    }

    @Test
    public void clientsAreToldOfEachCommandAndOfNothingElse() {
        List<ControlTimestamp> told = new ArrayList<>();
        pts.attach(() -> told.add(pts.controlTimestamp(PTS)));
        clock.advance(1);
        tv.pause();
        clock.advance(1);
        tv.temi(false);
        tv.speed(-1); // while it is paused nothing moves
        tv.play();
        long second = 90_000;
        assertEquals(
                List.of(second, second),
                told.stream().map(ControlTimestamp::contentTime).toList());
        assertEquals(
                List.of(0.0, -1.0), told.stream().map(ControlTimestamp::speed).toList());
    }

    @Test
    public void theNextProgrammeStandsAtItsBeginningUntilItPlays() {
        clock.advance(100);
        tv.next();
        assertEquals(ControlTimestamp.at(0, clock.ticks(), 0), pts.controlTimestamp(PTS));
    }
}
