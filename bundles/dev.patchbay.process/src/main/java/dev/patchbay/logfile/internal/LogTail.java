package dev.patchbay.logfile.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The end of a log as it was at one moment, whatever is written or renamed afterwards: of the file in use, and of the full
 * ones before it. For one thread.
 */
public final class LogTail implements AutoCloseable {

    private static final int BLOCK_IN_BYTES = 65_536;

    /** How many full files are looked into; each takes a descriptor. */
    private static final int MOST_OLD = 20;

    /** The newest first. */
    private final List<Part> parts = new ArrayList<>();

    private LogTail() {}

    /** Without a file. */
    static LogTail none() {
        return new LogTail();
    }

    /** Empty when there are no such files. @param file the one in use */
    public static LogTail of(Path file) throws IOException {
        LogTail tail = new LogTail();
        try {
            tail.add(file);
            for (int number = 1; number <= MOST_OLD && tail.add(RotatingFile.old(file, number)); number++) {
                continue;
            }
            return tail;
        } catch (IOException e) {
            tail.close();
            throw e;
        }
    }

    private boolean add(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        FileChannel channel = FileChannel.open(file);
        parts.add(new Part(channel));
        return true;
    }

    /** Writes the last lines. */
    public void print(int lines, OutputStream output) throws IOException {
        Deque<Part> shown = new ArrayDeque<>();
        int left = lines;
        for (Part part : parts) {
            if (left > 0) {
                left -= part.goBack(left);
                shown.addFirst(part);
            }
        }
        for (Part part : shown) {
            part.copy(output);
        }
        output.flush();
    }

    @Override
    public void close() throws IOException {
        for (Part part : parts) {
            part.channel.close();
        }
    }

    /** One file. */
    private static final class Part {

        private final FileChannel channel;
        private final long size;

        /** From where it is shown. */
        private long begin;

        Part(FileChannel channel) throws IOException {
            this.channel = channel;
            size = channel.size();
        }

        /** Goes from its end so many lines back, or to its beginning. @return how many these are */
        int goBack(int lines) throws IOException {
            long end = size;
            int found = 0;
            while (end > 0) {
                long from = Math.max(0, end - BLOCK_IN_BYTES);
                byte[] block = read(from, (int) (end - from));
                for (int i = block.length - 1; i >= 0; i--) {
                    // the last line end belongs to the last line
                    if (block[i] == '\n' && from + i + 1 < size && ++found == lines) {
                        begin = from + i + 1;
                        return lines;
                    }
                }
                end = from;
            }
            begin = 0;
            return size == 0 ? 0 : found + 1;
        }

        private byte[] read(long from, int count) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(count);
            while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
                continue;
            }
            return buffer.array();
        }

        void copy(OutputStream output) throws IOException {
            channel.position(begin);
            InputStream input = Channels.newInputStream(channel);
            for (long left = size - begin; left > 0; ) {
                byte[] block = input.readNBytes((int) Math.min(left, BLOCK_IN_BYTES));
                if (block.length == 0) {
                    return;
                }
                output.write(block);
                left -= block.length;
            }
        }
    }
}
