package dev.patchbay.blackbox;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Connections that say nothing, or nonsense, and stay open until this is closed. */
final class Nuisance implements AutoCloseable {

    private static final int SILENT = 10;

    private final List<SocketChannel> open = new ArrayList<>();

    /** Some that are silent and one for each kind of junk. */
    void at(SocketAddress address) throws IOException {
        for (int i = 0; i < SILENT; i++) {
            open.add(SocketChannel.open(address));
        }
        for (byte[] junk : junk()) {
            SocketChannel channel = SocketChannel.open(address);
            open.add(channel);
            write(channel, junk);
        }
    }

    private static List<byte[]> junk() {
        byte[] noise = new byte[4000];
        new Random(7).nextBytes(noise);
        byte[] hugeLengths = new byte[64];
        Arrays.fill(hugeLengths, (byte) 0x7f);
        return List.of(
                noise,
                new byte[4000],
                hugeLengths,
                "GET / HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII),
                "{\"event\": \"say_socket_send\", \"source\": {}, \"data\": [".getBytes(StandardCharsets.US_ASCII),
                "dummy".getBytes(StandardCharsets.US_ASCII));
    }

    private static void write(SocketChannel channel, byte[] junk) {
        try {
            channel.write(ByteBuffer.wrap(junk));
        } catch (IOException e) {
            // whoever is there may hang up on it
        }
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : open) {
            channel.close();
        }
    }
}
