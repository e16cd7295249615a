package dev.patchbay.cluster.jgroups.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import dev.patchbay.cluster.ClusterNode;
import java.util.List;
import org.junit.Test;

public class NamesTest {

    private final Claim self = claim("east", "h:1", 2_000);
    private final Names names = new Names(self);

    private static Claim claim(String name, String address, long startInMs) {
        return new Claim(new ClusterNode(name, address), startInMs);
    }

    @Test
    public void aNameNobodyHasIsFree() {
        assertNull(names.owner(claim("west", "h:2", 3_000)));
        assertNull(names.owner(claim("eas", "h:2", 3_000)));
        assertNull(names.owner(claim("East", "h:2", 3_000)));
    }

    @Test
    public void thisNodesNameIsTakenFromTheStart() {
        assertEquals(self.node(), names.owner(claim("east", "h:2", 3_000)));
    }

    @Test
    public void whoWasThereEarlierIsNotTurnedAway() {
        assertNull(names.owner(claim("east", "h:2", 1_000)));
    }

    @Test
    public void ofTwoOfOneMomentOneHasTheNameAndBothSidesAgree() {
        Claim rival = claim("east", "h:2", 2_000);

        assertEquals(self.node(), names.owner(rival));
        assertNull(new Names(rival).owner(self));
    }

    @Test
    public void aRestartAtTheSameAddressIsNoTwin() {
        names.present(List.of(Member.address(self), Member.address(claim("west", "h:2", 1_000))));

        assertNull(names.owner(claim("west", "h:2", 9_000)));
    }

    /** Also one under a clock that was set back, or forward, since. */
    @Test
    public void aClockThatWasSetBetweenTwoStartsChangesNoName() {
        Claim west = claim("west", "h:2", 5_000);
        names.present(List.of(Member.address(self), Member.address(west)));

        assertNull(names.owner(claim("west", "h:2", 1)));
        assertNull(names.owner(claim("west", "h:2", Long.MAX_VALUE)));
        assertNull(names.owner(claim("east", "h:1", 1)));
        assertEquals(west.node(), names.owner(claim("west", "h:3", 5_001)));
    }

    @Test
    public void theNameOfAPresentNodeIsTakenUntilItHasGone() {
        Claim west = claim("west", "h:2", 1_000);
        Claim twin = claim("west", "h:3", 9_000);
        names.present(List.of(Member.address(self), Member.address(west)));
        assertEquals(west.node(), names.owner(twin));

        names.present(List.of(Member.address(self)));

        assertNull(names.owner(twin));
        assertEquals(self.node(), names.owner(claim("east", "h:3", 9_000)));
    }
}
