package dev.patchbay.cli;

import dev.patchbay.cli.words.ControlWords;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Speaks with a node through its control socket: one connection for each answer. The client writes its words, the node
 * its text, {@link ControlWords#END_MARK} and the end of the stream.
 */
final class ControlClient {

    private final SocketAddress address;
    private final String place;

    private ControlClient(SocketAddress address, String place) {
        this.address = address;
        this.place = place;
    }

    /** Of the node of a home directory. */
    static ControlClient in(Path home) {
        Path socket = home.resolve("data").resolve("control.sock");
        return new ControlClient(UnixDomainSocketAddress.of(socket), "in " + home);
    }

    /** Of the node that listens at an address. */
    static ControlClient at(SocketAddress address) {
        return new ControlClient(address, "at " + address);
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

    /** Says the words; the caller reads the answer and closes. */
    Conversation open(String words) throws IOException, NoNodeException {
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
            return SocketChannel.open(address);
        } catch (IOException | UnresolvedAddressException e) {
            throw new NoNodeException(place, e);
        }
    }
}
