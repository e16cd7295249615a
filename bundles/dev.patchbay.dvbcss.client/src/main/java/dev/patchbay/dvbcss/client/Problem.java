package dev.patchbay.dvbcss.client;

/**
 * Something that a {@link RemoteTelevision} met, and goes on trying to overcome.
 *
 * @param source where
 * @param kind what sort of thing
 * @param sentence for people: what was expected, what came, and where
 */
public record Problem(Source source, Kind kind, String sentence) {

    /** Which of the servers it is about. */
    public enum Source {
        /** CSS-CII, what is on. */
        CII,
        /** CSS-TS, the timelines. */
        TS,
        /** CSS-WC, the wall clock. */
        WALL_CLOCK
    }

    /** What sort of problem it is. */
    public enum Kind {
        /** Nobody answers there. */
        UNREACHABLE,
        /** An HTTP server answers, and refuses: disabled, full, or a wrong path. */
        REFUSED,
        /** The connection was there and is no more. */
        LOST,
        /** What came makes no sense and was ignored. */
        MALFORMED
    }
}
