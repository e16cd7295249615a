package dev.patchbay.dvbcss.client.internal;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of a wall clock as CSS-CII tells it. Source: dvb-css, WC-17. */
public final class UdpAddress {

    private static final Pattern URL =
            Pattern.compile("(?i)udp://(?:\\[([0-9a-f:.]+(?:%[^\\]\\s]+)?)]|([^:/\\[\\]\\s]+)):(\\d{1,5})/?");

    private UdpAddress() {}

    /**
     * Reads {@code udp://host:port}; the host is not looked up.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static InetSocketAddress parse(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches() || Integer.parseInt(parts.group(3)) > 65_535 || Integer.parseInt(parts.group(3)) == 0) {
            throw new IllegalArgumentException("Expected a wall clock's address udp://HOST:PORT, got '" + url + "'");
        }
        String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
        return InetSocketAddress.createUnresolved(host, Integer.parseInt(parts.group(3)));
    }
}
