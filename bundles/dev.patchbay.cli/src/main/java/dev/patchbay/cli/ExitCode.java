package dev.patchbay.cli;

/** What the process says when it ends. */
final class ExitCode {

    /** Done. */
    static final int OK = 0;
    /** What was asked for failed. */
    static final int FAILED = 1;
    /** The command line makes no sense. */
    static final int USAGE = 2;
    /** No node is running here. */
    static final int NO_NODE = 3;

    private ExitCode() {}
}
