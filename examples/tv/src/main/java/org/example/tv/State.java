package org.example.tv;

import java.util.Map;

/**
 * How a television is at one moment; where its picture is at another follows from that.
 *
 * @param number rises with each change
 * @param speed how fast the picture moves: 0 while it does not, negative backwards
 * @param playSpeed how fast it moves while it plays
 * @param positionInSec where the picture is
 * @param wallClockInNs when it is there, in ticks of the wall clock
 * @param temi whether the TEMI timeline is in the programme
 */
public record State(
        long number,
        Programme programme,
        Mode mode,
        double speed,
        double playSpeed,
        double positionInSec,
        long wallClockInNs,
        boolean temi) {

    /** What it does. */
    public enum Mode {
        /** Tuning in to the next programme; there is no picture to be paused or moved. */
        TRANSITIONING,
        PLAYING,
        PAUSED
    }

    /** As the properties of an event. */
    Map<String, Object> toProperties() {
        return Map.of(
                "number", number,
                "programme", programme,
                "mode", mode.name(),
                "speed", speed,
                "playSpeed", playSpeed,
                "positionInSec", positionInSec,
                "wallClockInNs", wallClockInNs,
                "temi", temi);
    }
}
