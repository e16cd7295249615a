package dev.patchbay.line;

/** Why a connection ended. */
public enum LineEnd {
    /** The other side ended it. Bytes without a line feed that came before are dropped. */
    BY_PEER,
    /** This side ended it. */
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
