package dev.patchbay.process.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file that becomes {@code name.1} when it is full, which becomes {@code name.2}, and so on; opened with the first write.
 * Not thread-safe.
 */
final class RotatingFile {

    /**
     * @param maxFileBytes how long a file grows, unless one write alone is longer
     * @param maxFiles how many full ones are kept
     */
    record Limits(long maxFileBytes, int maxFiles) {}

    private final Path file;
    private final Supplier<Limits> limits;
    private @Nullable FileChannel channel;

    /** @param limits asked for with each write */
    RotatingFile(Path file, Supplier<Limits> limits) {
        this.file = file;
        this.limits = limits;
    }

    void write(byte[] bytes) throws IOException {
        FileChannel open = open();
        if (open.size() > 0 && open.size() + bytes.length > limits.get().maxFileBytes()) {
            close();
            rotate(limits.get().maxFiles());
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
        if (open == null) {
            Files.createDirectories(file.getParent());
            open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            channel = open;
        }
        return open;
    }

    private void rotate(int maxFiles) throws IOException {
        Files.deleteIfExists(old(maxFiles));
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
