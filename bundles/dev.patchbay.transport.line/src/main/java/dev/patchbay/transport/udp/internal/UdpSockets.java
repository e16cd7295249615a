package dev.patchbay.transport.udp.internal;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How UDP sockets are bound. */
final class UdpSockets {

    private static final Logger LOG = LoggerFactory.getLogger(UdpSockets.class);

    private UdpSockets() {}

    /**
     * Binds one.
     *
     * @param receiveBufferBytes 0 for the system's default
     * @param ours sockets that may have the same port: those at other addresses, and the one at all
     * @throws IOException when it cannot be had, also when somebody else has that port at one of the addresses
     */
    static DatagramChannel bind(InetSocketAddress address, int receiveBufferBytes, Collection<DatagramChannel> ours)
            throws IOException {
        DatagramChannel channel = open(address.getAddress());
        try {
            if (receiveBufferBytes > 0) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes);
            }
            bindBeside(channel, address, ours);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static DatagramChannel open(InetAddress address) throws IOException {
        ProtocolFamily family =
                address instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
        try {
            return DatagramChannel.open(family);
        } catch (UnsupportedOperationException e) {
            throw new IOException("this JVM has no " + family, e);
        }
    }

    /**
     * A wildcard and an address share a port only when both say so. But those who say so may also have the very same
     * address, and then only one of them receives: so it is said only for the moment of binding.
     */
    private static void bindBeside(DatagramChannel channel, InetSocketAddress address, Collection<DatagramChannel> ours)
            throws IOException {
        if (ours.isEmpty()) {
            channel.bind(address);
            return;
        }
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        share(ours, true);
        try {
            channel.bind(address);
        } finally {
            share(ours, false);
        }
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, false);
    }

    private static void share(Collection<DatagramChannel> channels, boolean mayShare) throws IOException {
        for (DatagramChannel channel : channels) {
            try {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, mayShare);
            } catch (ClosedChannelException e) {
                LOG.debug("A socket was closed while another one was bound", e);
            }
        }
    }
}
