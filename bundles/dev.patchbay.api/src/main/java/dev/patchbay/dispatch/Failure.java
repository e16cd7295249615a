package dev.patchbay.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * Why a call failed; each protocol maps the kind to its own code.
 *
 * @param kind which fault it is
 * @param code the plugin's own number when the kind is {@link Kind#REFUSED}, otherwise 0
 * @param message one sentence: expected, got, what to do
 * @param data plain Java types a program can act on, or null; for {@link Kind#INVALID_INPUT} a list of
 *     {@code {path, message}}, one entry for every violation
 * @param reason what the plugin itself said, where the message says more than that; otherwise the same as the message
 */
public record Failure(
        Kind kind, int code, String message, @Nullable Object data, String reason) {

    /** A failure whose message is its reason. */
    public Failure(Kind kind, int code, String message, @Nullable Object data) {
        this(kind, code, message, data, message);
    }

    /** A failure that carries no data. */
    public static Failure of(Kind kind, String message) {
        return new Failure(kind, 0, message, null);
    }

    /** The plugin threw: the message names what was called, the reason is what the exception says. */
    public static Failure thrown(String called, String reason) {
        return new Failure(Kind.FAILED, 0, "'" + called + "' failed: " + reason, null, reason);
    }

    /** The faults a caller can tell apart. */
    public enum Kind {
        /** Nothing of that name is there, nor came within the grace time. */
        UNKNOWN_NAME,
        /** The input does not match the schema. */
        INVALID_INPUT,
        /** It takes a role and nobody signed in. */
        NOT_SIGNED_IN,
        /** The user lacks a role. */
        NOT_ALLOWED,
        /** The plugin's considered refusal, a {@link dev.patchbay.rpc.CallException}. */
        REFUSED,
        /** The plugin threw, or its component could not be activated. */
        FAILED,
        /** The time limit passed. */
        TIMED_OUT,
        /** The run was cancelled by its caller, by the departure of its bundle, or by the node's stop. */
        INTERRUPTED,
        /** The node runs or queues as many calls as it is configured to. */
        OVERLOADED
    }
}
