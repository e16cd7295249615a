package dev.patchbay.cluster.nats.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.cluster.ClusterNode;
import java.util.List;
import org.junit.Test;

public class MembershipTest {

    private static final long MS = 1_000_000;

    private final Membership membership = new Membership(signal(Signal.Kind.BEAT, "a", "m", 100), 4_000);

    private static Signal signal(Signal.Kind kind, String node, String id, long since) {
        return new Signal(kind, node, id, since, node + id);
    }

    private List<String> names() {
        return membership.nodes().stream().map(ClusterNode::name).toList();
    }

    private boolean heard(Signal.Kind kind, String node, String id, long since) {
        return membership.heard(signal(kind, node, id, since), 0);
    }

    @Test
    public void oneThatIsNewOrSaysHelloIsAnswered() {
        assertTrue(heard(Signal.Kind.BEAT, "b", "1", 1));
        assertFalse(heard(Signal.Kind.BEAT, "b", "1", 1));
        assertTrue(heard(Signal.Kind.HELLO, "b", "1", 1));
        assertFalse("never oneself", heard(Signal.Kind.HELLO, "a", "m", 100));
        assertFalse(heard(Signal.Kind.BYE, "c", "2", 1));
        assertEquals(List.of("a", "b"), names());
    }

    @Test
    public void silenceAndGoodbyeEndMembership() {
        heard(Signal.Kind.BEAT, "b", "1", 1);
        heard(Signal.Kind.BEAT, "c", "2", 1);
        heard(Signal.Kind.BYE, "c", "2", 1);
        assertEquals(List.of("a", "b"), names());

        membership.expire(4_000 * MS);
        assertEquals(List.of("a", "b"), names());
        membership.expire(4_001 * MS);
        assertEquals(List.of("a"), names());
    }

    @Test
    public void theGoodbyeOfAnEarlierStartTakesTheSuccessorNotAway() {
        heard(Signal.Kind.BEAT, "b", "old", 1);
        heard(Signal.Kind.BEAT, "b", "new", 2);
        assertEquals("bnew", membership.nodes().get(1).address());

        heard(Signal.Kind.BYE, "b", "old", 1);
        assertEquals("bnew", membership.nodes().get(1).address());
    }

    /** Its former life, which did not say goodbye, is forgotten by the time that has passed, not by its own clock. */
    @Test
    public void oneRestartedUnderAClockThatWasSetBackIsThereAndItsFormerLifeIsForgotten() {
        membership.heard(signal(Signal.Kind.BEAT, "b", "old", 5_000), 0);
        membership.heard(signal(Signal.Kind.HELLO, "b", "new", 1), 1_000 * MS);
        assertEquals(List.of("a", "b"), names());

        membership.expire(4_001 * MS);
        assertEquals("bnew", membership.nodes().get(1).address());
        membership.expire(5_001 * MS);
        assertEquals(List.of("a"), names());
    }

    @Test
    public void theLaterOfTwoStepsBack() {
        heard(Signal.Kind.BEAT, "b", "1", 1);
        heard(Signal.Kind.BEAT, "a", "x", 101);
        assertFalse(membership.isAside());
        heard(Signal.Kind.BEAT, "a", "y", 99);
        assertTrue(membership.isAside());
        assertEquals("one that takes no part hears nobody", List.of("a"), names());

        heard(Signal.Kind.BYE, "a", "y", 99);
        assertFalse(membership.isAside());
        assertEquals(List.of("a", "b"), names());
    }

    @Test
    public void theIdDecidesBetweenTwoOfTheSameInstant() {
        heard(Signal.Kind.BEAT, "a", "n", 100);
        assertFalse(membership.isAside());
        heard(Signal.Kind.BEAT, "a", "l", 100);
        assertTrue(membership.isAside());
    }

    @Test
    public void oneThatHasSteppedBackIsNotCounted() {
        heard(Signal.Kind.BEAT, "b", "1", 1);
        heard(Signal.Kind.ASIDE, "b", "2", 2);
        heard(Signal.Kind.ASIDE, "c", "3", 3);

        assertEquals(List.of("a", "b"), names());
        assertEquals("b1", membership.nodes().get(1).address());
    }
}
