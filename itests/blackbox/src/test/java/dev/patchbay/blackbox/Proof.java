package dev.patchbay.blackbox;

import org.junit.Assume;

/** Tests that take too long for every build: they run with {@code -Pproof}. */
final class Proof {

    /** Whether those are to run, too. */
    static final boolean IS_WANTED = Boolean.getBoolean("proof");

    private Proof() {}

    /** Skips a test, or in a method for the class all of them. @param why what takes how long */
    static void only(String why) {
        Assume.assumeTrue("only with -Pproof: " + why, IS_WANTED);
    }
}
