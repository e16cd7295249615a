package dev.patchbay.benchmarks.driver;

/**
 * Where to connect.
 *
 * @param host an address of this machine; for a {@link Driver} and the like on loopback
 * @param port TCP port
 * @param path of the WebSocket, beginning with {@code /}
 */
public record Target(String host, int port, String path) {

    /** On 127.0.0.1. */
    public static Target local(int port, String path) {
        return new Target("127.0.0.1", port, path);
    }
}
