package dev.patchbay.cli.words;

/**
 * The words of the control socket that talk both ways.
 *
 * <p>{@link #EXEC}: the node answers the line {@link #READY}, the client sends one command line and a newline, the
 * node sends the command's output and as last line an {@link ExitLine}. {@link #SHELL}, followed by a
 * {@link TerminalWords}: the node answers the line {@link #READY}, then both sides send raw terminal bytes. Either way
 * a client that closes its side has gone, and what runs for it is interrupted.
 */
public final class ControlWords {

    /** Runs one command line. */
    public static final String EXEC = "exec";
    /** Attaches a terminal. */
    public static final String SHELL = "shell";
    /** The line that says what follows is read as typed; sending earlier would mix with the words. */
    public static final String READY = "ready";
    /** What ends every answer; begins at a line start and is followed by the end of the stream. */
    public static final String END_MARK = "#!#end_communication#!#";

    private ControlWords() {}
}
