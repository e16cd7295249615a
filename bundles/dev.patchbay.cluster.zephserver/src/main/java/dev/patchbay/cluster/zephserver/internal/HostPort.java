package dev.patchbay.cluster.zephserver.internal;

/** Where a node is met. */
record HostPort(String host, int port) {

    private static final int MAX_PORT = 65_535;

    /**
     * Reads {@code host:port}; an IPv6 address may stand in brackets.
     *
     * @throws IllegalArgumentException in one sentence when it is something else
     */
    static HostPort parse(String address) {
        int colon = address.lastIndexOf(':');
        String host = colon < 1 ? "" : address.substring(0, colon).replaceAll("^\\[|]$", "");
        int port = portOf(address.substring(colon + 1));
        if (host.isEmpty() || port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("Expected an address as host:port, got '" + address + "'.");
        }
        return new HostPort(host, port);
    }

    private static int portOf(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    @Override
    public String toString() {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }
}
