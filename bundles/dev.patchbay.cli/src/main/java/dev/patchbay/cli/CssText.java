package dev.patchbay.cli;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a television tells, for people. */
final class CssText {

    private CssText() {}

    static String content(CssSnapshot snapshot) {
        return oneLine(snapshot.contentId() + "  " + snapshot.contentIdStatus() + "  " + snapshot.presentationStatus());
    }

    static String wallClock(CssSnapshot snapshot) {
        if (snapshot.dispersionInSec() == null) {
            return "not known yet";
        }
        return "within " + milliseconds(snapshot.dispersionInSec()) + ", round trip "
                + milliseconds(snapshot.rttInSec());
    }

    /** Selector, ticks, position, speed and state. */
    static List<String> cells(CssSnapshot.Timeline timeline) {
        return List.of(
                oneLine(timeline.selector()),
                timeline.ticks() == null ? "-" : Long.toString(timeline.ticks()),
                position(timeline.positionInSec()),
                speed(timeline.speed()),
                timeline.state());
    }

    /** Hours, minutes, seconds. */
    static String position(@Nullable Double positionInSec) {
        if (positionInSec == null) {
            return "-";
        }
        long milliseconds = (long) Math.floor(Math.abs(positionInSec) * 1000);
        return String.format(
                Locale.ROOT,
                "%s%d:%02d:%02d.%03d",
                positionInSec < 0 ? "-" : "",
                milliseconds / 3_600_000,
                milliseconds / 60_000 % 60,
                milliseconds / 1000 % 60,
                milliseconds % 1000);
    }

    private static String milliseconds(@Nullable Double seconds) {
        return seconds == null ? "-" : String.format(Locale.ROOT, "%.3f ms", seconds * 1000);
    }

    private static String speed(@Nullable Double speed) {
        if (speed == null) {
            return "-";
        }
        return speed == Math.rint(speed) && Math.abs(speed) < 1e6 ? "x" + (long) (double) speed : "x" + speed;
    }

    /** What others wrote must not move the cursor. */
    static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
