package dev.patchbay.benchmarks.task;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Map;
import org.junit.Test;

public class EventSideTest {

    private static final EventSide.Line NOBODY = (event, number) -> {};

    @Test
    public void whatTheOtherSideRaisesIsCounted() throws Exception {
        EventSide two = new EventSide(NOBODY);
        EventSide one = new EventSide(two::heard);
        two.ask("expect", 7, 3);
        one.ask("raise", 7, 3);
        Map<String, Long> heard = two.ask("heard", 0, 0);
        assertEquals(3L, (long) heard.get("heard"));
        assertEquals(0L, (long) heard.get("lost"));
        assertEquals(0L, (long) heard.get("wrong"));
        assertTrue(heard.toString(), heard.get("perSec") > 0);
    }

    @Test
    public void aLostEventIsToldAndSpoilsTheRate() throws Exception {
        EventSide side = new EventSide(NOBODY);
        side.ask("expect", 0, 3);
        side.heard(EventSide.TICK, 0);
        side.heard(EventSide.TICK, 2);
        Map<String, Long> heard = side.ask("count", 0, 0);
        assertEquals(1L, (long) heard.get("lost"));
        assertEquals(1L, (long) heard.get("wrong"));
        assertEquals(0L, (long) heard.get("perSec"));
    }

    @Test
    public void anEventThatComesTwiceIsWrong() throws Exception {
        EventSide side = new EventSide(NOBODY);
        side.ask("expect", 5, 2);
        side.heard(EventSide.TICK, 5);
        side.heard(EventSide.TICK, 5);
        assertEquals(1L, (long) side.ask("count", 0, 0).get("wrong"));
    }

    @Test
    public void pingsAreAnsweredOneByOne() throws Exception {
        EventSide[] one = new EventSide[1];
        EventSide two = new EventSide((event, number) -> one[0].heard(event, number));
        one[0] = new EventSide(two::heard);
        Map<String, Long> trips = one[0].ask("trips", 100, 50);
        assertTrue(trips.toString(), trips.get("p50") > 0 && trips.get("p50") <= trips.get("p99"));
    }

    @Test
    public void anUnknownWordIsRefused() {
        EventSide side = new EventSide(NOBODY);
        assertThrows(IllegalArgumentException.class, () -> side.ask("dance", 0, 1));
    }
}
