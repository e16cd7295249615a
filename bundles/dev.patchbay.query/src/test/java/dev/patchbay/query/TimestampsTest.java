package dev.patchbay.query;

import static org.junit.Assert.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class TimestampsTest {

    @Test
    public void allUsualFormsAreRead() {
        Optional<Instant> noon = Optional.of(Instant.parse("2017-03-01T12:00:00Z"));
        for (String text : List.of(
                "2017-03-01T12:00:00Z",
                "2017-03-01 12:00:00",
                "2017-03-01T12:00",
                "2017-03-01 14:00:00+02:00",
                "2017-03-01T14:00:00+0200",
                "2017-03-01t12:00:00.000z",
                "2017-03-01 12:00:00.000000",
                "2017-03-01T14+02".replace("T14", "T14:00"))) {
            assertEquals(text, noon, Timestamps.parse(text));
        }
        assertEquals(
                Optional.of(Instant.parse("2017-03-01T12:00:00.25Z")), Timestamps.parse("2017-03-01 12:00:00.250000"));
        assertEquals(Optional.of(Instant.parse("2017-03-01T00:00:00Z")), Timestamps.parse("2017-03-01"));
    }

    @Test
    public void whatIsNoneIsEmpty() {
        for (String text : List.of(
                "",
                "now",
                "2017",
                "2017-03",
                "2017-02-30",
                "2017-13-01",
                "20170301",
                "2017-03-01T",
                "2017-03-01T25:00",
                "2017-03-01 12:00:00 ",
                " 2017-03-01",
                "2017-03-01T12:00:00 Z",
                "2017-03-01x")) {
            assertEquals(text, Optional.empty(), Timestamps.parse(text));
        }
    }
}
