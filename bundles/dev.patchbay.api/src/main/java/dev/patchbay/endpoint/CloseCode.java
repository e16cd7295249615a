package dev.patchbay.endpoint;

/** The WebSocket close codes the host uses (RFC 6455 §7.4 and the IANA registry). */
public final class CloseCode {

    /** Done. */
    public static final int NORMAL = 1000;
    /** The endpoint was disabled, its bundle left, or the node stops. */
    public static final int GOING_AWAY = 1001;
    /** The peer broke the protocol. */
    public static final int PROTOCOL_ERROR = 1002;
    /** A kind of message the endpoint does not take, such as binary. */
    public static final int UNACCEPTABLE = 1003;
    /** Text that is not UTF-8. */
    public static final int BAD_PAYLOAD = 1007;
    /** A rule of the endpoint was broken. */
    public static final int POLICY = 1008;
    /** A message larger than the endpoint takes. */
    public static final int TOO_LARGE = 1009;
    /** The endpoint failed. */
    public static final int SERVER_ERROR = 1011;
    /** The peer reads too slowly and its outbound queue is full. */
    public static final int TRY_AGAIN_LATER = 1013;
    /** Seen locally only: the connection ended without a close frame. */
    public static final int ABNORMAL = 1006;

    private CloseCode() {}
}
