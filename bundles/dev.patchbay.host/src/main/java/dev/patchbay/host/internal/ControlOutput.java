package dev.patchbay.host.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * What a control command writes. Kept back until it is flushed or {@value #CAPACITY} bytes, so that a short answer and
 * the mark behind it reach the client in one piece. A mark within the text gets a blank before its last character.
 */
final class ControlOutput extends OutputStream {

    /** Ends every answer; stands at the beginning of a line and has no line end itself. */
    static final String END_MARK = "#!#end_communication#!#";

    private static final int CAPACITY = 8192;

    private final WritableByteChannel channel;
    private final ByteBuffer waiting = ByteBuffer.allocate(CAPACITY);
    private final MarkGuard guard = new MarkGuard();
    private byte last = '\n';

    ControlOutput(WritableByteChannel channel) {
        this.channel = channel;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            if (guard.isCompletedBy(bytes[i])) {
                put((byte) ' ');
            }
            put(bytes[i]);
        }
    }

    private void put(byte next) throws IOException {
        waiting.put(next);
        last = next;
        if (!waiting.hasRemaining()) {
            flush();
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        waiting.flip();
        while (waiting.hasRemaining()) {
            channel.write(waiting);
        }
        waiting.clear();
    }

    /** Ends the answer. */
    synchronized void end() throws IOException {
        String mark = last == '\n' ? END_MARK : "\n" + END_MARK;
        for (byte next : mark.getBytes(StandardCharsets.US_ASCII)) {
            put(next);
        }
        flush();
    }
}
