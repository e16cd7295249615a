package dev.patchbay.transport.udp.internal;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** The addresses of this machine. */
@FunctionalInterface
interface LocalAddresses {

    /** Those of its network interfaces. */
    LocalAddresses OF_INTERFACES = () -> NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .toList();

    /**
     * All it has now. May take milliseconds.
     *
     * @throws SocketException when the system does not tell
     */
    List<InetAddress> now() throws SocketException;
}
