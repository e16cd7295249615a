package dev.patchbay.event.internal;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.event.Subscription;
import java.util.List;
import org.junit.After;
import org.junit.Test;

public class WantedTest {

    private final Bus bus = new Bus(1_000, 100, 10);

    @After
    public void close() {
        bus.close();
    }

    private Subscription subscribe(String... masks) {
        return bus.subscribeInline(List.of(masks), -1, event -> {});
    }

    @Test
    public void anEventIsWantedFromTheFirstWhoSubscribesToTheLastWhoLeaves() {
        assertFalse(bus.isWanted("disk.full"));
        Subscription first = subscribe("disk.full");
        assertTrue(bus.isWanted("disk.full"));
        Subscription second = bus.subscribe(List.of("disk.*"), event -> {});
        first.close();
        assertTrue(bus.isWanted("disk.full"));
        second.close();
        assertFalse(bus.isWanted("disk.full"));
    }

    @Test
    public void neighboursOfWhatSomebodyHearsAreNotWanted() {
        subscribe("disk.full");
        for (String neighbour : List.of("disk", "disk.ful", "disk.fullx", "disk.full.x", "Disk.full")) {
            assertFalse(neighbour, bus.isWanted(neighbour));
        }
    }

    @Test
    public void masksThatComeAndGoAreNoticed() {
        Subscription subscription = subscribe("task.*");
        assertFalse(bus.isWanted("disk.full"));
        subscription.add(List.of("disk.*"));
        assertTrue(bus.isWanted("disk.full"));
        subscription.remove(List.of("disk.*"));
        assertFalse(bus.isWanted("disk.full"));
        assertTrue(bus.isWanted("task.full"));
    }

    @Test
    public void whoOverhearsWantsNothing() {
        bus.overhear(List.of("*"), event -> {});
        assertFalse(bus.isWanted("disk.full"));
    }

    @Test
    public void moreNamesThanAreRememberedAreAnsweredAsWell() {
        subscribe("odd.*");
        for (int i = 0; i < 5_000; i++) {
            assertTrue(bus.isWanted("odd." + i));
            assertFalse(bus.isWanted("even." + i));
        }
    }
}
