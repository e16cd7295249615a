package dev.patchbay.worker.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that becomes {@code name.1} when it is full, which becomes {@code name.2}, and so on. For one thread at a
 * time.
 */
final class RotatingFile {

    private final Path file;
    private final long maxFileBytes;
    private final int maxFiles;
    private @Nullable FileChannel channel;

    /**
     * Writes nothing yet.
     *
     * @param maxFileBytes how long a file grows, unless one write alone is longer
     * @param maxFiles how many full ones are kept
     */
    RotatingFile(Path file, long maxFileBytes, int maxFiles) {
        this.file = file;
        this.maxFileBytes = maxFileBytes;
        this.maxFiles = maxFiles;
    }

    void write(byte[] bytes) throws IOException {
        FileChannel open = open();
        if (open.size() > 0 && open.size() + bytes.length > maxFileBytes) {
            close();
            rotate();
            open = open();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            open.write(buffer);
        }
    }

    void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }

    private FileChannel open() throws IOException {
        FileChannel open = channel;
        if (open == null || !open.isOpen()) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            channel = open;
        }
        return open;
    }

    private void rotate() throws IOException {
        for (int number = maxFiles; number > 0; number--) {
            Path newer = number == 1 ? file : old(number - 1);
            if (Files.exists(newer)) {
                Files.move(newer, old(number), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (maxFiles == 0) {
            Files.deleteIfExists(file);
        }
    }

    private Path old(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }
}
