package dev.patchbay.cluster.jgroups.internal;

import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterTransportException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A node's address {@code host:port}; an IPv6 address in brackets. */
record HostPort(String host, int port) {

    static HostPort of(ClusterNode node) throws ClusterTransportException {
        int colon = node.address().lastIndexOf(':');
        try {
            int port = Integer.parseInt(node.address().substring(colon + 1));
            if (colon > 0 && port > 0 && port < 65_536) {
                return new HostPort(node.address().substring(0, colon).replaceAll("[\\[\\]]", ""), port);
            }
        } catch (NumberFormatException e) { // said below
        }
        throw new ClusterTransportException(
                "Expected host:port as the address of node " + node.name() + ", got " + node.address());
    }

    /** Asks the name service; may block for seconds. */
    InetAddress address() throws ClusterTransportException {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new ClusterTransportException("The name service does not know " + host + " (cluster.members)", e);
        }
    }
}
