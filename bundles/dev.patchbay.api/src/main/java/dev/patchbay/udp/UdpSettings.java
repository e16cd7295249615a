package dev.patchbay.udp;

import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.ServiceReference;

/**
 * How a UDP port behaves; carried by the service properties of its {@link dev.patchbay.udp.spi.UdpRequestHandler}, and changed
 * by changing those while it runs. Immutable.
 *
 * @param host address or name to listen on. A wildcard ({@code 0.0.0.0} or {@code ::}) listens on every address of the machine,
 *     and answers leave from the one that was asked
 * @param port UDP port, 0 to 65535; 0 for a free one
 * @param maxBytes longest datagram that is handed on whole, in bytes, 1 to 65,507; a longer one is cut
 * @param receiveBufferBytes how much the system is asked to keep while the handler is busy, in bytes; 0 for its default
 * @param threads how many threads read and handle, 1 to 64; with more than one, datagrams may be handled out of order and at
 *     the same time. A wildcard has so many for each address, of which so many handle at a time
 */
public record UdpSettings(String host, int port, int maxBytes, int receiveBufferBytes, int threads) {

    /** The service property that carries the port and opens it. */
    public static final String PORT = "patchbay.udp.port";

    private static final String PREFIX = "patchbay.udp.";
    private static final int LONGEST_DATAGRAM = 65_507;
    private static final int MOST_THREADS = 64;

    /** @throws IllegalArgumentException when a number is out of range */
    public UdpSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("Expected a UDP port from 0 to 65535, got " + port);
        }
        if (maxBytes < 1 || maxBytes > LONGEST_DATAGRAM) {
            throw new IllegalArgumentException(
                    "Expected datagrams of 1 to " + LONGEST_DATAGRAM + " bytes, got maxBytes " + maxBytes);
        }
        if (receiveBufferBytes < 0) {
            throw new IllegalArgumentException(
                    "Expected a receive buffer of 0 or more bytes, got " + receiveBufferBytes);
        }
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException("Expected 1 to " + MOST_THREADS + " threads, got " + threads);
        }
    }

    /** Datagrams of any length, the system's own buffer, one thread. */
    public static UdpSettings at(String host, int port) {
        return new UdpSettings(host, port, LONGEST_DATAGRAM, 0, 1);
    }

    /** The same with datagrams cut at this many bytes. */
    public UdpSettings withMaxBytes(int other) {
        return new UdpSettings(host, port, other, receiveBufferBytes, threads);
    }

    /** The same with this much kept by the system, in bytes. */
    public UdpSettings withReceiveBufferBytes(int other) {
        return new UdpSettings(host, port, maxBytes, other, threads);
    }

    /** The same with this many threads. */
    public UdpSettings withThreads(int other) {
        return new UdpSettings(host, port, maxBytes, receiveBufferBytes, other);
    }

    /**
     * Reads them from service properties; what is absent has the value of {@link #at} on {@code 127.0.0.1}.
     *
     * @throws IllegalArgumentException when a property is no number or out of range
     */
    public static UdpSettings from(ServiceReference<?> reference) {
        UdpSettings defaults = at("127.0.0.1", 0);
        Object host = reference.getProperty(PREFIX + "host");
        return new UdpSettings(
                host == null ? defaults.host : host.toString(),
                number(reference, "port", defaults.port),
                number(reference, "maxBytes", defaults.maxBytes),
                number(reference, "receiveBufferBytes", defaults.receiveBufferBytes),
                number(reference, "threads", defaults.threads));
    }

    /** The service properties to register a handler with, or to set while it is registered. */
    public Dictionary<String, Object> toProperties() {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(PORT, port);
        properties.put(PREFIX + "host", host);
        properties.put(PREFIX + "maxBytes", maxBytes);
        properties.put(PREFIX + "receiveBufferBytes", receiveBufferBytes);
        properties.put(PREFIX + "threads", threads);
        return properties;
    }

    private static int number(ServiceReference<?> reference, String key, int otherwise) {
        Object value = reference.getProperty(PREFIX + key);
        if (value instanceof Number number) {
            return number.intValue();
        }
        try {
            return value == null ? otherwise : Integer.parseInt(value.toString());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Expected a number as " + PREFIX + key + ", got '" + value + "'", e);
        }
    }
}
