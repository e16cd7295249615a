package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.endpoint.Handshake;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Where a client is.
 *
 * @param text {@code ip,port}
 * @param isLocal whether it is a program on this machine: not one behind a proxy, and not a page in a browser
 */
record Address(String text, boolean isLocal) {

    /** What a proxy on this machine says of the client behind it. */
    private static final List<String> FORWARDING = List.of("x-real-ip", "x-forwarded-for", "forwarded");

    static Address of(Handshake handshake) {
        String host = host(handshake.remoteAddress());
        String port =
                handshake.remoteAddress().substring(handshake.remoteAddress().lastIndexOf(':') + 1);
        boolean isLoopback = isLoopback(host);
        boolean isForwarded =
                FORWARDING.stream().anyMatch(name -> handshake.header(name).isPresent());
        boolean isLocal = isLoopback && !isForwarded && !isPage(handshake);
        if (isLoopback
                && handshake.header("x-real-ip").isPresent()
                && handshake.header("x-real-port").isPresent()) {
            host = handshake.header("x-real-ip").get();
            port = handshake.header("x-real-port").get();
        }
        return new Address(Ipv6Text.shortened(host) + "," + port, isLocal);
    }

    /** Without the port and without brackets. */
    private static String host(String hostAndPort) {
        String host = hostAndPort.substring(0, Math.max(0, hostAndPort.lastIndexOf(':')));
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** Never asks a name server: the transport gives numbers. */
    private static boolean isLoopback(String host) {
        try {
            return host.matches("[0-9.]+|[0-9A-Fa-f:.%]*:.*")
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** A browser always says which page it is; the original's own clients say {@code ws://host:port} or nothing. */
    private static boolean isPage(Handshake handshake) {
        return handshake
                .header("origin")
                .filter(origin -> !origin.startsWith("ws"))
                .isPresent();
    }
}
