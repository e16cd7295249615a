package dev.patchbay.cli;

import dev.patchbay.cli.words.ControlWords;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Speaks with a node through {@code data/control.sock} of its home: one connection for each answer. The client writes
 * its words, the node its text, {@link ControlWords#END_MARK} and the end of the stream.
 */
final class ControlClient {

    private final Path home;

    ControlClient(Path home) {
        this.home = home;
    }

    /** The home directory of the node. */
    Path home() {
        return home;
    }

    /** Where the node takes calls. */
    Access access() throws IOException, NoNodeException {
        return Access.parse(ask("access"));
    }

    /** Says the words and waits for the whole answer. */
    String ask(String words) throws IOException, NoNodeException {
        try (Conversation conversation = open(words)) {
            return new String(conversation.answer().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Says a word of those that talk both ways and waits until the node is ready for more. */
    Conversation converse(String words) throws IOException, NoNodeException {
        Conversation conversation = open(words);
        try {
            conversation.awaitReady();
            return conversation;
        } catch (IOException e) {
            conversation.close();
            throw e;
        }
    }

    private Conversation open(String words) throws IOException, NoNodeException {
        SocketChannel channel = connect();
        try {
            channel.write(ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8)));
            return new Conversation(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private SocketChannel connect() throws NoNodeException {
        try {
            return SocketChannel.open(UnixDomainSocketAddress.of(socket()));
        } catch (IOException e) {
            throw new NoNodeException(home, e);
        }
    }

    private Path socket() {
        return home.resolve("data").resolve("control.sock");
    }
}
