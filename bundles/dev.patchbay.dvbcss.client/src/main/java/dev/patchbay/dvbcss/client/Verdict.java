package dev.patchbay.dvbcss.client;

/** What became of a {@link Candidate}. */
public enum Verdict {
    /** The clock follows it: it is the first, or its dispersion is lower than that of the one in use. */
    ADOPTED,
    /** The one in use is better still. */
    NOT_BETTER,
    /** It and the one in use cannot both be right; the next one decides. */
    CONTRADICTS,
    /** The second in a row that contradicts the one in use, and agrees with the first: the server's clock was stepped. */
    STEPPED;

    /** Whether the wall clock was set. */
    public boolean isUsed() {
        return this == ADOPTED || this == STEPPED;
    }
}
