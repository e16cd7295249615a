package dev.patchbay.cli;

/** Shows a television, again and again. For one thread. */
interface CssPrinter {

    /** @return false when nobody reads it any more */
    boolean print(CssSnapshot snapshot);

    /** Says something besides. */
    void say(String sentence);
}
