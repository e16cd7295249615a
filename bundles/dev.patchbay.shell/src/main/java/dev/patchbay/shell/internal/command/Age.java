package dev.patchbay.shell.internal.command;

import java.time.Duration;

/** How people say how long something has been going on. */
final class Age {

    private Age() {}

    /** In seconds up to a minute, in minutes up to an hour, then in hours and minutes. */
    static String of(Duration age) {
        if (age.toMinutes() == 0) {
            return age.toSeconds() + " s";
        }
        return age.toHours() == 0 ? age.toMinutes() + " min" : age.toHours() + " h " + age.toMinutesPart() + " min";
    }
}
