package dev.patchbay.dvbcss.client;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.clock.Correlation;
import dev.patchbay.clock.Ticks;
import org.junit.Test;

public class CandidateTest {

    private static Candidate candidate(long t1, long t2, long t3, long t4) {
        return new Candidate(t1, t2, t3, t4, 0.001, 50, 500, false);
    }

    @Test
    public void timeOnTheWayIsWithoutTheTimeTheServerHeldIt() {
        assertEquals(300, candidate(1000, 5100, 5150, 1350).rttInNs());
    }

    @Test
    public void correlationIsTheMiddleOfBothClocks() {
        Candidate candidate = candidate(1000, 5100, 5150, 1351);
        Correlation correlation = candidate.correlation();
        assertEquals(new Ticks(1175, 0.5), correlation.parent());
        assertEquals(new Ticks(5125, 0), correlation.child());
        assertEquals(7899, candidate.twiceOffsetInNs());
        assertEquals(3949, candidate.offsetInNs());
    }

    @Test
    public void offsetsAreRoundedDownWhenTheServerIsBehind() {
        assertEquals(-3, candidate(10, 5, 6, 6 + 10).twiceOffsetInNs() / 5);
        assertEquals(-8, candidate(10, 5, 6, 16).offsetInNs());
    }

    @Test
    public void nothingIsLostNearTheEndOfWhatTheWireCarries() {
        long server = 0xFFFF_FFFFL * 1_000_000_000 + 999_999_000;
        Candidate candidate = candidate(1, server, server + 3, 10);
        assertEquals(6, candidate.rttInNs());
        assertEquals(2 * server + 3 - 11, candidate.twiceOffsetInNs());
        assertEquals(server + 1, candidate.correlation().child().whole());
        assertEquals(0.5, candidate.correlation().child().fraction(), 0);
    }

    @Test
    public void errorIsPrecisionHalfTheWayAndWhatTheClocksMayDrift() {
        Candidate candidate = candidate(0, 500_000_000, 600_000_000, 300_000_000);
        // 1 ms + 100 ms + 500 ppm of 300 ms + 50 ppm of 100 ms
        assertEquals(0.001 + 0.1 + 0.000_150 + 0.000_005, candidate.initialErrorInSec(), 1e-12);
        assertEquals(0.000_550, candidate.errorGrowthRate(), 1e-15);
        assertEquals(candidate.initialErrorInSec(), candidate.correlation().initialErrorInSec(), 0);
        assertEquals(candidate.errorGrowthRate(), candidate.correlation().errorGrowthRate(), 0);
    }

    @Test
    public void errorGrowsInBothDirections() {
        Candidate candidate = candidate(0, 0, 0, 100);
        double initial = candidate.initialErrorInSec();
        assertEquals(initial, candidate.dispersionInSec(50), 1e-12);
        assertEquals(initial + 0.000_55, candidate.dispersionInSec(1_000_000_050L), 1e-12);
        assertEquals(initial + 0.000_55, candidate.dispersionInSec(-999_999_950L), 1e-12);
    }

    @Test
    public void timesThatCannotBeAreNotPossible() {
        assertTrue(candidate(0, 10, 10, 0).isPossible());
        assertTrue(
                "held as long as it took, give or take what clocks may drift",
                candidate(0, 0, 110, 100).isPossible());
        assertFalse("left before it came", candidate(0, 10, 9, 100).isPossible());
        assertFalse(
                "held for longer than it took", candidate(0, 0, 2_000_000, 100).isPossible());
        assertEquals("no less error for that", 0.001, candidate(0, 0, 110, 100).initialErrorInSec(), 1e-9);
    }
}
