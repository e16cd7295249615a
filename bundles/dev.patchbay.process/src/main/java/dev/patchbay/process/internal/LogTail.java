package dev.patchbay.process.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The end of a log as it was at one moment, whatever is written or renamed afterwards. For one thread. */
final class LogTail implements AutoCloseable {

    private static final int BLOCK_IN_BYTES = 65_536;

    private final @Nullable FileChannel channel;
    private final long size;

    private LogTail(@Nullable FileChannel channel, long size) {
        this.channel = channel;
        this.size = size;
    }

    /** Empty when there is no such file. */
    static LogTail of(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new LogTail(null, 0);
        }
        FileChannel channel = FileChannel.open(file);
        return new LogTail(channel, channel.size());
    }

    /** Writes the last lines. */
    void print(int lines, OutputStream output) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            return;
        }
        long begin = begin(open, lines);
        open.position(begin);
        InputStream input = Channels.newInputStream(open);
        long left = size - begin;
        while (left > 0) {
            byte[] block = input.readNBytes((int) Math.min(left, BLOCK_IN_BYTES));
            if (block.length == 0) {
                return;
            }
            output.write(block);
            left -= block.length;
        }
        output.flush();
    }

    /** Where the last lines begin. */
    private long begin(FileChannel open, int lines) throws IOException {
        long end = size;
        int found = 0;
        while (end > 0) {
            long from = Math.max(0, end - BLOCK_IN_BYTES);
            byte[] block = read(open, from, (int) (end - from));
            for (int i = block.length - 1; i >= 0; i--) {
                // the last line end belongs to the last line
                if (block[i] == '\n' && from + i + 1 < size && ++found == lines) {
                    return from + i + 1;
                }
            }
            end = from;
        }
        return lines == 0 ? size : 0;
    }

    private static byte[] read(FileChannel open, long from, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining() && open.read(buffer, from + buffer.position()) >= 0) {
            continue;
        }
        return buffer.array();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
