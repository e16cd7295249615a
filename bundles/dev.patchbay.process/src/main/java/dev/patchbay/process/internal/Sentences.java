package dev.patchbay.process.internal;

/** Says why a process does not run. */
final class Sentences {

    private static final int FIRST_SIGNAL = 128;
    private static final int LAST_SIGNAL = FIRST_SIGNAL + 64;
    private static final int LONGEST_WORDS = 300;

    private Sentences() {}

    /** @param lastWords the last line on standard error; empty for none */
    static String ended(int exitStatus, long ranInMs, String lastWords) {
        String sentence = "ended with status " + exitStatus + signal(exitStatus) + " after " + ranInMs + " ms";
        return lastWords.isEmpty() ? sentence : sentence + "; its last words: " + cut(lastWords);
    }

    static String givenUp(int endsInARow, String lastProblem) {
        return endsInARow == 0
                ? lastProblem
                : "given up after " + endsInARow + " ends in a row; the last: " + lastProblem;
    }

    private static String signal(int exitStatus) {
        boolean isSignal = exitStatus > FIRST_SIGNAL && exitStatus <= LAST_SIGNAL;
        return isSignal ? " (signal " + (exitStatus - FIRST_SIGNAL) + ")" : "";
    }

    private static String cut(String words) {
        return words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS) + "…";
    }
}
