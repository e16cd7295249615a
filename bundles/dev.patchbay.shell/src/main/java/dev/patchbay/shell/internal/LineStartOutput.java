package dev.patchbay.shell.internal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Knows whether the next byte begins a line. Guarded by the stream that prints on it. */
final class LineStartOutput extends FilterOutputStream {

    private volatile boolean lineStart = true;

    LineStartOutput(OutputStream target) {
        super(target);
    }

    /** Whether nothing was written yet, or a line break last. */
    boolean isAtLineStart() {
        return lineStart;
    }

    @Override
    public void write(int next) throws IOException {
        out.write(next);
        lineStart = next == '\n';
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        if (length > 0) {
            lineStart = bytes[offset + length - 1] == '\n';
        }
    }
}
