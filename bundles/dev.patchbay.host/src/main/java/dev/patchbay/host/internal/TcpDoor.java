package dev.patchbay.host.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;

/**
 * A TCP address, {@code host:port}. Whoever can connect to it is the administrator, so without permission it is one of
 * this machine only.
 */
record TcpDoor(InetSocketAddress address) implements ControlDoor {

    /** Whether an address in the settings is one of TCP, not the path of a Unix domain socket. */
    static boolean isMeantBy(String address) {
        return address.indexOf(':') >= 0;
    }

    /**
     * Reads {@code host:port}; without a host it is the loopback address, a host of IPv6 may stand in brackets.
     *
     * @throws IllegalArgumentException with a sentence for the one who wrote it
     */
    static TcpDoor parse(String text, boolean allowPublic) {
        int colon = text.lastIndexOf(':');
        String host = text.substring(0, colon).strip();
        InetAddress address = addressOf(host, text);
        if (!address.isLoopbackAddress() && !allowPublic) {
            throw new IllegalArgumentException("Expected an address of this machine only as host.controlAddress, got "
                    + text + ", through which everybody could stop the node; if that is meant, set"
                    + " host.allowPublicControl to true");
        }
        return new TcpDoor(
                new InetSocketAddress(address, portOf(text.substring(colon + 1).strip(), text)));
    }

    private static InetAddress addressOf(String host, String text) {
        boolean isBracketed = host.startsWith("[") && host.endsWith("]");
        try {
            return InetAddress.getByName(isBracketed ? host.substring(1, host.length() - 1) : host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(expected(text), e);
        }
    }

    private static int portOf(String port, String text) {
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new IllegalArgumentException(expected(text));
        }
        return Integer.parseInt(port);
    }

    private static String expected(String text) {
        return "Expected host:port, or a path without a colon, as host.controlAddress, got '" + text + "'";
    }

    @Override
    public ServerSocketChannel open() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            return server.bind(address);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    @Override
    public void remove() {}

    @Override
    public String toString() {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
