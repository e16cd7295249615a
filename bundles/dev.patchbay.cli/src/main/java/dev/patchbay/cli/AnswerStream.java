package dev.patchbay.cli;

import dev.patchbay.cli.words.ControlWords;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * An answer of the control socket without the mark at its end.
 *
 * <p>Only what stands at the beginning of a line and could become the mark is held back until more has come, so a
 * prompt or a half line is passed on at once.
 */
final class AnswerStream extends InputStream {

    private static final byte[] MARK = ControlWords.END_MARK.getBytes(StandardCharsets.UTF_8);

    private final InputStream source;
    private final byte[] ready = new byte[8192 + MARK.length];
    private int position;
    private int limit;
    private int held;
    private boolean lineStart = true;

    AnswerStream(InputStream source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        return fill() ? ready[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(ready, position, target, offset, count);
        position += count;
        return count;
    }

    /** Waits until there is something to pass on; false at the end. */
    private boolean fill() throws IOException {
        byte[] chunk = new byte[8192];
        while (position == limit) {
            int count = source.read(chunk);
            if (count < 0) {
                return end();
            }
            position = 0;
            limit = 0;
            for (int i = 0; i < count; i++) {
                take(chunk[i]);
            }
        }
        return true;
    }

    private boolean end() throws EOFException {
        if (held == MARK.length) {
            return false;
        }
        throw new EOFException("The node went away in the middle of its answer");
    }

    private void take(byte next) {
        if ((held > 0 || lineStart) && held < MARK.length && next == MARK[held]) {
            held++;
        } else {
            pass(held);
            held = 0;
            ready[limit++] = next;
        }
        lineStart = next == '\n';
    }

    /** It was not the mark after all. */
    private void pass(int count) {
        System.arraycopy(MARK, 0, ready, limit, count);
        limit += count;
    }
}
