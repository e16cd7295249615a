package dev.patchbay.worker.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A jar in the file system. */
final class JarCode implements JavaCode {

    private final Path jar;
    private final Path copies;
    private volatile CodeWatch watch = CodeWatch.NONE;

    /** @param copies a folder of ours */
    JarCode(Path jar, Path copies) {
        this.jar = jar;
        this.copies = copies;
    }

    @Override
    public List<Path> copy() throws IOException {
        watch = new FileWatch(jar, ""); // until it is known: whatever comes is a change
        if (!Files.isRegularFile(jar)) {
            throw new IOException("Expected a jar at " + jar.toAbsolutePath() + ", found none");
        }
        byte[] content = Files.readAllBytes(jar);
        String digest = FileWatch.digest(content);
        Path copy = Files.createDirectories(copies.resolve(digest)).resolve(jar.getFileName());
        if (Files.notExists(copy)) {
            Path part = Files.createTempFile(copy.getParent(), "part-", ".jar");
            Files.write(part, content);
            Files.move(part, copy);
        }
        watch = new FileWatch(jar, digest);
        return List.of(copy);
    }

    @Override
    public CodeWatch watch() {
        return watch;
    }
}
