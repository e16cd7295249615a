package dev.patchbay.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class PlaceTest {

    private final Place place = new Place();

    @Test
    public void firstSubscriptionAsksForNewEventsOnly() {
        assertEquals(Map.of("masks", List.of("*")), place.subscription(List.of("*")));
    }

    @Test
    public void withoutAnyEventItGoesOnWhereTheSubscriptionBegan() {
        place.subscribed(Map.of("seq", 4L, "epoch", "e1"));

        assertEquals(Map.of("masks", List.of(), "since", 4L, "epoch", "e1"), place.subscription(List.of()));
    }

    @Test
    public void answerToALaterSubscriptionDoesNotSkipWhatIsStillToCome() {
        place.subscribed(Map.of("seq", 4L, "epoch", "e1"));
        place.passed(5);
        place.subscribed(Map.of("seq", 90L, "epoch", "e1"));

        assertEquals(5L, place.subscription(List.of()).get("since"));
    }

    @Test
    public void numbersOfAnotherLifeStartAnew() {
        place.subscribed(Map.of("seq", 400L, "epoch", "e1"));
        place.subscribed(Map.of("seq", 3L, "epoch", "e2"));

        assertEquals(Map.of("masks", List.of(), "since", 0L, "epoch", "e2"), place.subscription(List.of()));
    }

    @Test
    public void incompleteReplayIsTold() {
        assertTrue(place.subscribed(Map.of("seq", 4L, "epoch", "e1", "complete", true)));
        assertFalse(place.subscribed(Map.of("seq", 4L, "epoch", "e1", "complete", false)));
    }
}
