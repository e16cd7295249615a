package dev.patchbay.transport.http.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the front door listens.
 *
 * @param port 0 for a free one
 * @param pem null for no TLS
 * @param maxConnections sockets of all kinds together; 0 for no limit
 * @param idleTimeoutInMs of HTTP connections
 * @param writeTimeoutInMs of WebSocket connections
 */
record DoorSettings(
        String host,
        int port,
        int acceptQueueSize,
        @Nullable PemFiles pem,
        int maxConnections,
        long idleTimeoutInMs,
        long writeTimeoutInMs) {

    /** Those of a door that stays shut. */
    static final DoorSettings UNOPENED = new DoorSettings("127.0.0.1", 0, 1, null, 0, 1, 1);

    /** @throws IllegalArgumentException when they cannot or must not be used; the message says what to do */
    static DoorSettings from(FrontDoor.Config config) {
        requireLoopback(config.host(), config.allowPublicWithoutAuthentication());
        return new DoorSettings(
                config.host(),
                config.port(),
                config.acceptQueueSize(),
                pem(config.tlsCertificatePath(), config.tlsKeyPath()),
                config.maxConnections(),
                config.idleTimeoutInMs(),
                config.writeTimeoutInMs());
    }

    /** A port of this host as a URL. */
    String address(int anyPort) {
        return (pem == null ? "http://" : "https://") + (host.contains(":") ? "[" + host + "]" : host) + ":" + anyPort;
    }

    private static void requireLoopback(String host, boolean anyHost) {
        if (!anyHost && !isLoopback(host)) {
            throw new IllegalArgumentException("Expected a loopback host such as 127.0.0.1 in http.host, got '" + host
                    + "': everybody who reaches this machine could use the node. Set"
                    + " http.allowPublicWithoutAuthentication to true if that is meant");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return !host.isBlank() && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "Expected an address of this machine in http.host, got '" + host + "', which is not known", e);
        }
    }

    private static @Nullable PemFiles pem(String certificate, String key) {
        if (certificate.isBlank() != key.isBlank()) {
            throw new IllegalArgumentException(
                    "Expected http.tlsCertificatePath and http.tlsKeyPath together or neither, got '" + certificate
                            + "' and '" + key + "'");
        }
        return certificate.isBlank() ? null : new PemFiles(Path.of(certificate), Path.of(key));
    }
}
