package dev.patchbay.host.internal;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The file of the control socket, and a link to it where clients look when it was put elsewhere.
 *
 * @param path the socket
 * @param expected where clients look for it
 */
record SocketFile(Path path, Path expected) implements ControlDoor {

    /** What fits into a socket address on every system we know; Linux takes 107 bytes, macOS 103. */
    private static final int MAX_PATH_IN_BYTES = 100;

    static SocketFile in(Path home, String configuredPath) {
        Path expected = home.resolve("data").resolve("control.sock");
        return new SocketFile(
                configuredPath.isBlank()
                        ? expected
                        : home.resolve(configuredPath).normalize(),
                expected);
    }

    /** Opens it for this user only; a file left over by a run that was killed goes. */
    @Override
    public ServerSocketChannel open() throws IOException {
        requireShort();
        remove();
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            if (!path.equals(expected)) {
                Files.createSymbolicLink(expected, path);
            }
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void requireShort() throws IOException {
        int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > MAX_PATH_IN_BYTES) {
            throw new IOException(
                    "Expected a path of at most " + MAX_PATH_IN_BYTES + " bytes for the control socket, got " + length
                            + " (" + path + "); choose a shorter one with host.controlAddress");
        }
    }

    /** Removes it and the link; anything that is not a socket stays, in case the setting names the wrong file. */
    @Override
    public void remove() throws IOException {
        remove(path);
        if (Files.isSymbolicLink(expected)) {
            Files.delete(expected);
        }
        remove(expected);
    }

    private static void remove(Path socket) throws IOException {
        if (Files.exists(socket)
                && Files.readAttributes(socket, BasicFileAttributes.class).isOther()) {
            Files.delete(socket);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
