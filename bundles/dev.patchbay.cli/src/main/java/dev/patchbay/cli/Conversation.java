package dev.patchbay.cli;

import dev.patchbay.cli.words.ControlWords;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One connection to the control socket, after its words were said. One thread may read while another writes. */
final class Conversation implements Closeable {

    private final SocketChannel channel;
    private final InputStream answer;

    Conversation(SocketChannel channel) {
        this.channel = channel;
        this.answer = new AnswerStream(new ChannelInput());
    }

    /** What the node sends, without the mark at its end; a node that goes away in the middle is an exception. */
    InputStream answer() {
        return answer;
    }

    /** Sends more; may be called while another thread reads. */
    void send(byte[] bytes, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Reads the line that says that the node takes what is sent from now on as typed. */
    void awaitReady() throws IOException {
        String line = readLine();
        if (!line.equals(ControlWords.READY)) {
            throw new IOException("The node has no shell, it answered '" + line + "'; is the bundle dev.patchbay.shell"
                    + " there? 'patchbay status' tells");
        }
    }

    /** Copies the rest of the answer as it comes. */
    void relay(OutputStream target) throws IOException {
        byte[] buffer = new byte[8192];
        for (int count = answer.read(buffer); count >= 0; count = answer.read(buffer)) {
            target.write(buffer, 0, count);
            target.flush();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = answer.read(); next >= 0 && next != '\n'; next = answer.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Reads the channel directly: the streams of {@code Channels} let a waiting reader block a writer. */
    private final class ChannelInput extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return channel.read(ByteBuffer.wrap(target, offset, length));
        }
    }
}
