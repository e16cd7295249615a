package dev.patchbay.benchmarks;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class ReportTest {

    @Test
    public void aFigureIsShownWithItsRatioAndVerdict() {
        assertEquals("calls/s 45,000 50,000 echo 0.90 ratio >= 1.00 no", lineOf(45_000, Goal.ratioAtLeast(1)));
        assertEquals("calls/s 45,000 50,000 echo 0.90 ratio <= 1.20 yes", lineOf(45_000, Goal.ratioAtMost(1.2)));
        assertEquals("calls/s 45,000 50,000 echo 0.90 >= 2,000 yes", lineOf(45_000, Goal.atLeast(2_000)));
        assertEquals("calls/s 45,000 50,000 echo 0.90", lineOf(45_000, Goal.NONE));
    }

    @Test
    public void whatWasNotMeasuredIsNotJudged() {
        assertEquals("calls/s - 50,000 echo - ratio >= 1.00", lineOf(Report.NOT_MEASURED, Goal.ratioAtLeast(1)));
    }

    @Test
    public void aZeroCanMeetATargetOfZero() {
        String text = new Report().row("failed", 0, Goal.atMost(0)).toString();
        assertTrue(text, text.contains("<= 0") && text.contains("yes"));
    }

    private static String lineOf(double ours, Goal goal) {
        String text = new Report().row("calls/s", ours, 50_000, "echo", goal).toString();
        return text.lines().toList().get(1).replaceAll(" +", " ").strip();
    }
}
