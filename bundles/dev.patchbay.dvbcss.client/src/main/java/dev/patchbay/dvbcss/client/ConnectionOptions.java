package dev.patchbay.dvbcss.client;

import java.time.Duration;

/**
 * How patient a WebSocket connection is.
 *
 * @param connectLimit for the connection and the upgrade; more than 0
 * @param heartbeat the server is pinged when nothing was heard for so long, and counts as lost when nothing is heard for as long
 *     again, or for 10 s; more than 0. Servers of DVB CSS are silent for hours, so nothing else would tell
 */
public record ConnectionOptions(Duration connectLimit, Duration heartbeat) {

    /** 10 s to connect, 20 s between beats. */
    public static final ConnectionOptions DEFAULTS =
            new ConnectionOptions(Duration.ofSeconds(10), Duration.ofSeconds(20));

    /** @throws IllegalArgumentException for a time that is not more than 0 */
    public ConnectionOptions {
        requirePositive("connectLimit", connectLimit);
        requirePositive("heartbeat", heartbeat);
    }

    /** As these, with other beats. */
    public ConnectionOptions withHeartbeat(Duration other) {
        return new ConnectionOptions(connectLimit, other);
    }

    /** As these, with another time to connect. */
    public ConnectionOptions withConnectLimit(Duration other) {
        return new ConnectionOptions(other, heartbeat);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException("Expected a " + name + " of more than 0, got " + value);
        }
    }
}
