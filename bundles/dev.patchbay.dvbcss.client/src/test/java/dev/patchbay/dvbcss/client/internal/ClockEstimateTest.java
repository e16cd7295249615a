package dev.patchbay.dvbcss.client.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;

import dev.patchbay.dvbcss.client.Candidate;
import dev.patchbay.dvbcss.client.Verdict;
import org.junit.Test;

public class ClockEstimateTest {

    private static final long MS = 1_000_000;
    private static final long SEC = 1_000 * MS;

    private final ClockEstimate estimate = new ClockEstimate(0);

    /** At an own time, of a server so far ahead; both clocks are good for 500 ppm, so 1 ms is gained by each second. */
    private static Candidate at(long ownInNs, long offsetInNs, long rttInNs) {
        long server = ownInNs + offsetInNs;
        return new Candidate(ownInNs - rttInNs / 2, server, server, ownInNs + rttInNs / 2, 0, 500, 500, false);
    }

    private Verdict take(Candidate candidate) {
        return estimate.take(candidate, candidate.arrivalInNs());
    }

    @Test
    public void theFirstIsAdopted() {
        assertEquals(Verdict.ADOPTED, take(at(0, 5, SEC)));
    }

    @Test
    public void onlyALowerDispersionIsAdopted() {
        Candidate first = at(0, 0, 2 * MS);
        take(first);
        assertEquals(Verdict.NOT_BETTER, take(at(SEC, 0, 6 * MS)));
        assertSame(first, estimate.used());
        assertEquals("an equal one", Verdict.NOT_BETTER, estimate.take(at(0, 0, 2 * MS), 0));
        assertEquals("the first has grown to 3 ms", Verdict.ADOPTED, take(at(2 * SEC, 0, 5 * MS)));
    }

    @Test
    public void oneThatContradictsChangesNothing() {
        Candidate first = at(0, 0, 2 * MS);
        take(first);
        assertEquals(Verdict.CONTRADICTS, take(at(MS, 10 * SEC, 2 * MS)));
        assertSame(first, estimate.used());
        assertEquals("its word is not kept", Verdict.NOT_BETTER, take(at(20 * MS, 0, 4 * MS)));
        assertEquals(Verdict.CONTRADICTS, take(at(30 * MS, 10 * SEC, 2 * MS)));
    }

    @Test
    public void theSecondThatContradictsInTheSameWayIsAStep() {
        take(at(0, 0, 2 * MS));
        take(at(MS, -10 * SEC, 2 * MS));
        Candidate second = at(2 * MS, -10 * SEC, MS);
        assertEquals(Verdict.STEPPED, take(second));
        assertSame(second, estimate.used());
        assertEquals("the way back is a step, too", Verdict.CONTRADICTS, take(at(3 * MS, 0, 2 * MS)));
        assertEquals(Verdict.STEPPED, take(at(4 * MS, 0, 2 * MS)));
    }

    @Test
    public void ofTheTwoThatTellAStepTheBetterIsUsed() {
        take(at(0, 0, 2 * MS));
        Candidate first = at(MS, 10 * SEC, MS);
        take(first);
        assertEquals(Verdict.STEPPED, take(at(2 * MS, 10 * SEC, 8 * MS)));
        assertSame(first, estimate.used());
    }

    @Test
    public void thoseThatContradictEachOtherAreNoStep() {
        Candidate first = at(0, 0, 2 * MS);
        take(first);
        for (int i = 1; i < 10; i++) {
            assertEquals(Verdict.CONTRADICTS, take(at(i * MS, i * 10 * SEC, 2 * MS)));
        }
        assertSame(first, estimate.used());
    }

    @Test
    public void intervalsThatJustMeetDoNotContradict() {
        take(at(0, 0, 2 * MS));
        assertEquals(Verdict.NOT_BETTER, take(at(0, 2 * MS, 2 * MS)));
        assertEquals(Verdict.CONTRADICTS, take(at(0, 2 * MS + 4000, 2 * MS)));
    }

    @Test
    public void whatIsNotKnownExactlyContradictsNothing() {
        take(at(0, 0, 2 * MS));
        assertEquals(Verdict.NOT_BETTER, take(at(SEC, SEC / 2, SEC)));
    }

    @Test
    public void aStepOverTheWholeRangeIsOne() {
        long all = 0xFFFF_FFFFL * SEC;
        take(at(0, all, 2 * MS));
        assertEquals(Verdict.CONTRADICTS, take(at(all / 2, -all / 2, 2 * MS)));
        assertEquals(Verdict.STEPPED, take(at(all / 2, -all / 2, 2 * MS)));
    }
}
