package dev.patchbay.clock;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public class AvailabilityTest {

    private final CorrelatedClock wall = new CorrelatedClock(new SysClock(), 1e9);
    private final CorrelatedClock pts = new CorrelatedClock(wall, 90_000);
    private final CorrelatedClock temi = new CorrelatedClock(pts, 50);
    private final Told told = new Told();

    @Test
    public void clocksAreAvailableAtFirst() {
        assertTrue(wall.isAvailable());
        assertTrue(temi.isAvailable());
    }

    @Test
    public void aClockIsAvailableIfAllItsAncestorsAreToo() {
        wall.setAvailable(false);
        assertFalse(temi.isAvailable());
        temi.setAvailable(false);
        wall.setAvailable(true);
        assertTrue(pts.isAvailable());
        assertFalse(temi.isAvailable());
        temi.setAvailable(true);
        assertTrue(temi.isAvailable());
    }

    @Test
    public void availabilityOfAnAncestorIsTold() {
        temi.listen(told);

        wall.setAvailable(false);
        wall.setAvailable(false);
        assertEquals(List.of(wall), told.causes);
        wall.setAvailable(true);
        assertEquals(List.of(wall, wall), told.causes);
    }

    @Test
    public void onlyAChangeOfTheOverallValueIsTold() {
        wall.setAvailable(false);
        temi.listen(told);

        pts.setAvailable(false);
        temi.setAvailable(false);
        pts.setAvailable(true);
        wall.setAvailable(true);
        assertEquals("temi itself was not available all the time", 0, told.times());

        temi.setAvailable(true);
        assertEquals(List.of(temi), told.causes);
    }

    @Test
    public void theOtherOrderIsToldWhenTheLastObstacleIsGone() {
        wall.setAvailable(false);
        temi.setAvailable(false);
        temi.listen(told);

        temi.setAvailable(true);
        assertEquals(0, told.times());
        wall.setAvailable(true);
        assertEquals(List.of(wall), told.causes);
    }

    @Test
    public void neitherTheParentNorASiblingIsToldOfAChild() {
        CorrelatedClock sibling = new CorrelatedClock(pts, 25);
        pts.listen(told);
        sibling.listen(told);

        temi.setAvailable(false);

        assertEquals(0, told.times());
        assertTrue(sibling.isAvailable());
    }

    @Test
    public void aClockMadeUnderAnUnavailableOneIsToldWhenThatIsBack() {
        wall.setAvailable(false);
        CorrelatedClock late = new CorrelatedClock(pts, 25);
        late.listen(told);
        assertFalse(late.isAvailable());

        wall.setAvailable(true);

        assertEquals(1, told.times());
    }

    @Test
    public void movingUnderAnUnavailableClockIsOneChange() {
        CorrelatedClock lost = new CorrelatedClock(wall, 1);
        lost.setAvailable(false);
        temi.listen(told);

        temi.setParent(lost);
        assertFalse(temi.isAvailable());
        assertEquals(1, told.times());
        lost.setAvailable(true);
        assertEquals(2, told.times());
        pts.setAvailable(false);
        assertEquals("the former parent no longer counts", 2, told.times());
        assertTrue(temi.isAvailable());
    }

    @Test
    public void anUnavailableClockRunsOn() {
        HandClock root = new HandClock(1000, 0);
        CorrelatedClock clock = new CorrelatedClock(root, 1000);
        clock.setAvailable(false);
        root.flowTo(5);
        assertEquals(Ticks.of(5), clock.now());
    }
}
