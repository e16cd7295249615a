package dev.patchbay.dvbcss;

import org.jspecify.annotations.Nullable;

/** Where in a message something is, for the sentences that say what is wrong with it. */
record Place(String message, String path) {

    /** A whole message. @param name with its article, as in "a CII message" */
    static Place of(String name) {
        return new Place(name, "");
    }

    Place member(String name) {
        return new Place(message, path.isEmpty() ? name : path + '.' + name);
    }

    Place element(int index) {
        return new Place(message, path + '[' + index + ']');
    }

    /** For something that was received. */
    MalformedMessageException malformed(String expected, @Nullable Object got) {
        return new MalformedMessageException(sentence(expected, got));
    }

    /** For something received that the type made of it refuses. */
    MalformedMessageException malformed(IllegalArgumentException refusal) {
        return new MalformedMessageException(refusal.getMessage() + ", in " + this, refusal);
    }

    /** For something that a program wants to send. */
    IllegalArgumentException illegal(String expected, @Nullable Object got) {
        return new IllegalArgumentException(sentence(expected, got));
    }

    private String sentence(String expected, @Nullable Object got) {
        return "Expected " + expected + ", got " + Shown.of(got) + ", as " + this;
    }

    @Override
    public String toString() {
        return path.isEmpty() ? message : path + " of " + message;
    }
}
