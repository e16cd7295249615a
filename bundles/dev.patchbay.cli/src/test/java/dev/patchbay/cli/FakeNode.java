package dev.patchbay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The control socket of a home directory; answers each connection as the test says. */
final class FakeNode implements AutoCloseable {

    static final String MARK = "#!#end_communication#!#";

    /** What was asked, in order. */
    final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

    private final ServerSocketChannel server;
    private final Script script;

    FakeNode(Path home, Script script) throws IOException {
        this(socketIn(home), script);
    }

    /** One that listens elsewhere. */
    FakeNode(ServerSocketChannel server, Script script) {
        this.server = server;
        this.script = script;
        new Thread(this::accept, "fake-node").start();
    }

    private static ServerSocketChannel socketIn(Path home) throws IOException {
        Files.createDirectories(home.resolve("data"));
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(home.resolve("data/control.sock")));
    }

    /** A node that says the same text to everybody. */
    static FakeNode saying(Path home, String text) throws IOException {
        return new FakeNode(home, client -> client.say(text + MARK));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        try {
            while (true) {
                try (SocketChannel channel = server.accept()) {
                    Client client = new Client(channel);
                    asked.add(client.hear());
                    script.answer(client);
                }
            }
        } catch (ClosedChannelException e) {
            asked.add("closed");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Answers one client. */
    @FunctionalInterface
    interface Script {

        void answer(Client client) throws IOException;
    }

    /** One connection. */
    record Client(SocketChannel channel) {

        /** What one read brings; empty at the end. */
        String hear() throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(65536);
            channel.read(buffer);
            return new String(buffer.array(), 0, buffer.position(), UTF_8);
        }

        void say(String text) throws IOException {
            channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
        }
    }
}
