package dev.patchbay.benchmarks.driver;

/** Decides what a {@link Lane} sends. Everything is called on the lane's thread. */
interface Player {

    /** What {@link #turn} answers when the play is over. */
    int OVER = -1;

    /** The first call. */
    void start(long nowInNanos);

    /** A message has come in; the bytes are valid until this returns. */
    void onMessage(Wire wire, byte[] buffer, int offset, int length, long nowInNanos);

    /** The server has closed a connection, or it failed. */
    void onClosed(Wire wire);

    /**
     * All messages that were there have been handed on.
     *
     * @return how long to wait for more at most, in milliseconds (1 or more), or {@link #OVER}
     */
    int turn(long nowInNanos);
}
