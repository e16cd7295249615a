package dev.patchbay.deploy.internal;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;

/**
 * Our own copies of the jars in the deploy folder. A jar is copied before it is looked at, so that whoever still writes
 * to the original changes nothing under our hands; the copy that was installed stays, with the original's time, and
 * tells after a restart whether the original has changed.
 *
 * <p>Not thread-safe.
 */
final class Stage {

    private static final String CANDIDATE = ".new";
    private static final Pattern SEPARATORS = Pattern.compile("[/\\\\]");

    private final Path directory;

    /** @param directory made when it is missing; nobody else may write to it */
    Stage(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    /** Whether a jar is the one that was kept last by that name, by size and time. */
    boolean isKept(String file, Path jar) throws IOException {
        return fingerprint(jar).equals(fingerprint(kept(file)));
    }

    /**
     * Copies a jar.
     *
     * @param file what it is called
     * @return the candidate, to be kept or discarded
     * @throws DeployException when the jar changes while it is copied
     */
    Path take(String file, Path jar) throws DeployException, IOException {
        String before = fingerprint(jar);
        Path candidate = candidate(file);
        Files.copy(jar, candidate, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        if (!before.equals(fingerprint(jar))) {
            throw new DeployException(
                    file,
                    "expected a complete jar, got one that is still being written;"
                            + " it is tried again as soon as it changes.",
                    null);
        }
        return candidate;
    }

    /** The candidate is installed: it becomes the kept copy. */
    void keep(String file) throws IOException {
        Files.move(candidate(file), kept(file), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes the candidate, if there is one; the kept copy stays. */
    void discard(String file) throws IOException {
        Files.deleteIfExists(candidate(file));
    }

    /** Removes every copy of a file. */
    void forget(String file) throws IOException {
        discard(file);
        Files.deleteIfExists(kept(file));
    }

    private Path candidate(String file) {
        return directory.resolve(flat(file) + CANDIDATE);
    }

    /** The copy that is installed. */
    Path kept(String file) {
        return directory.resolve(flat(file));
    }

    /** A name without separators; one that has none stays as it is. */
    private static String flat(String file) {
        return SEPARATORS.matcher(file).find() ? URLEncoder.encode(file, StandardCharsets.UTF_8) : file;
    }

    /** Size and time of a file, or that there is none. */
    static String fingerprint(Path jar) throws IOException {
        if (Files.notExists(jar)) {
            return "absent";
        }
        BasicFileAttributes attributes = Files.readAttributes(jar, BasicFileAttributes.class);
        return attributes.size() + "@" + attributes.lastModifiedTime().toMillis();
    }
}
