package dev.patchbay.line;

/** Why a connection ended. */
public enum LineEnd {
    /**
     * The other side ended it, or its half of it, which looks alike: told in its turn, when a line is asked for and none is
     * left. Bytes without a line feed that came before are dropped; what waits to be written still is, at most for 2 s.
     */
    BY_PEER,
    /** This side ended it; also because its listener threw. */
    BY_US,
    /** It broke. */
    BROKEN,
    /** Nobody answered at the address. */
    UNREACHABLE,
    /** A line was longer than allowed. */
    LINE_TOO_LONG,
    /** What came is not UTF-8. */
    NOT_TEXT,
    /** The other side took too little of what was sent to it. */
    SLOW_PEER
}
