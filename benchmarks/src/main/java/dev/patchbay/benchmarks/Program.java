package dev.patchbay.benchmarks;

import java.util.List;

/** Measures something in one run. */
public interface Program {

    /** What it is called by. */
    String name();

    /** What it measures, in a sentence. */
    String summary();

    /** Its own options, beside those all programs have. */
    List<Option> options();

    /**
     * Measures; takes minutes, and prints nothing but progress.
     *
     * @throws Exception when it could not be measured
     */
    Report run(Options options) throws Exception;
}
