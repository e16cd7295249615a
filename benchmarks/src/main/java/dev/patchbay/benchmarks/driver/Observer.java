package dev.patchbay.benchmarks.driver;

/** Sees every call and every answer of a run. Called on the thread of the connection's lane; must be quick. */
public interface Observer {

    /** Sees nothing. */
    Observer NONE = (buffer, offset, length, nowInNanos) -> {};

    /** A request with that number is being sent. */
    default void onSent(long number, long nowInNanos) {}

    /** An answer has come in; the bytes are valid until this returns. */
    void onAnswer(byte[] buffer, int offset, int length, long nowInNanos);
}
