package dev.patchbay.benchmarks.driver;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One connection of an {@link Asker}, or one after the other when each question is asked alone. For its thread. */
final class QuestionWire implements AskedWire {

    private static final int LONGEST_ANSWER = 1 << 16;

    private final Question question;
    private final Selector selector;
    private final ByteBuffer request;
    private final ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);
    private SocketChannel channel;
    private long askedAtInNanos;

    QuestionWire(Question question, Selector selector) throws IOException {
        this.question = question;
        this.selector = selector;
        this.request = ByteBuffer.wrap(question.bytes());
        this.channel = AskedWire.connect(question.port(), selector, this);
    }

    @Override
    public long askedAtInNanos() {
        return askedAtInNanos;
    }

    /** A question is so short that the system always takes it. */
    @Override
    public void ask() throws IOException {
        askedAtInNanos = System.nanoTime();
        if (!channel.isOpen()) {
            channel = AskedWire.connect(question.port(), selector, this);
        }
        answer.clear();
        request.rewind();
        while (request.hasRemaining()) {
            channel.write(request);
        }
    }

    @Override
    public boolean isAnswered() throws IOException {
        boolean hasEnded = channel.read(answer) < 0;
        int length = question.framing().lengthOfFirst(answer.array(), answer.position());
        if (length < 0) {
            checkGoesOn(hasEnded);
            return false;
        }
        if (length < answer.position() || !question.proof().isIn(answer.array(), 0, length)) {
            throw new IOException(
                    "Expected the right answer to " + question.text().strip() + ", got " + received());
        }
        if (hasEnded) {
            channel.close();
        }
        return hasEnded == question.isAlone();
    }

    private void checkGoesOn(boolean hasEnded) throws IOException {
        if (hasEnded || !answer.hasRemaining()) {
            throw new EOFException("Expected an answer of less than " + LONGEST_ANSWER + " bytes to "
                    + question.text().strip() + ", got " + received() + (hasEnded ? " and the end" : ""));
        }
    }

    private String received() {
        return new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
    }

    /** Nobody is kept from anything by a connection that is silent. */
    @Override
    public void rest() {}

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
