package dev.patchbay.logfile.internal;

import dev.patchbay.logfile.LogFileSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that becomes {@code name.1} when it is full, which becomes {@code name.2}, and so on; opened with the first write.
 * Not thread-safe.
 */
final class RotatingFile {

    private LogFileSettings settings;
    private @Nullable FileChannel channel;

    RotatingFile(LogFileSettings settings) {
        this.settings = settings;
    }

    Path path() {
        return settings.path();
    }

    /** Counts from the next write. @throws IOException when the file of before did not close; the others count all the same */
    void configure(LogFileSettings changed) throws IOException {
        boolean isElsewhere = !changed.path().equals(settings.path());
        settings = changed;
        if (isElsewhere) {
            close();
        }
    }

    /** In one file, even when that is longer than a file is to be. */
    void write(byte[] bytes) throws IOException {
        FileChannel open = open();
        if (open.size() > 0 && open.size() + bytes.length > settings.maxFileBytes()) {
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

    /** One that a thread was interrupted at is closed. */
    private FileChannel open() throws IOException {
        FileChannel open = channel;
        if (open == null || !open.isOpen()) {
            Files.createDirectories(path().getParent());
            open = FileChannel.open(path(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            channel = open;
        }
        return open;
    }

    private void rotate() throws IOException {
        for (int number = settings.maxFiles(); number > 0; number--) {
            Path newer = old(path(), number - 1);
            if (Files.exists(newer)) {
                Files.move(newer, old(path(), number), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.deleteIfExists(path()); // when none is kept
    }

    /** The full file of that number, the oldest the highest. @param number 0 for the one in use */
    static Path old(Path file, int number) {
        return number == 0 ? file : file.resolveSibling(file.getFileName() + "." + number);
    }
}
