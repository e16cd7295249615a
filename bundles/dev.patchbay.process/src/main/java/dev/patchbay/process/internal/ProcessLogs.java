package dev.patchbay.process.internal;

import dev.patchbay.logfile.LogFileSettings;
import dev.patchbay.logfile.internal.Follower;
import dev.patchbay.logfile.internal.LogTable;
import dev.patchbay.logfile.internal.LogTail;
import dev.patchbay.logfile.internal.Logs;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The logs of all processes, a file for each name. */
final class ProcessLogs implements Logs {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessLogs.class);
    private static final String ENDING = ".log";

    /** What a name becomes in that of its file. */
    private static final String ENCODED = "([A-Za-z0-9._-]|\\+|%[0-9A-F]{2})+";

    /**
     * @param maxFileBytes how long a file grows
     * @param maxFiles how many full ones are kept
     */
    record Limits(long maxFileBytes, int maxFiles) {}

    private final Path folder;
    private final LogTable table = new LogTable();

    /** Guarded by this. */
    private Limits limits;

    ProcessLogs(Path folder, Limits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    synchronized void configure(Limits newLimits) {
        limits = newLimits;
        table.configure(this::settings);
    }

    private synchronized LogFileSettings settings(String name) {
        return new LogFileSettings(file(name), limits.maxFileBytes(), limits.maxFiles());
    }

    /** The log of a process that begins; one at a time for each name. */
    synchronized ProcessLog open(String name) {
        return new ProcessLog(table.open(name, settings(name)));
    }

    /** The file of a process, which it may not have written to yet. */
    Path file(String name) {
        String safe = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("*", "%2A");
        return folder.resolve((safe.startsWith(".") ? "%2E" + safe.substring(1) : safe) + ENDING);
    }

    @Override
    public boolean has(String name) {
        return Files.exists(file(name)) || table.names().contains(name);
    }

    @Override
    public Set<String> names() {
        Set<String> names = new HashSet<>(table.names());
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(ENDING))
                        .map(file -> file.substring(0, file.length() - ENDING.length()))
                        .filter(safe -> safe.matches(ENCODED))
                        .forEach(safe -> names.add(URLDecoder.decode(safe, StandardCharsets.UTF_8)));
            } catch (IOException e) {
                LOG.warn("Expected to list the logs in {}", folder, e);
            }
        }
        return names;
    }

    @Override
    public LogTail follow(String name, Follower follower) throws IOException {
        return table.follow(name, file(name), follower);
    }

    @Override
    public void unfollow(String name, Follower follower) {
        table.unfollow(name, follower);
    }

    /** Ends all following. */
    void close() {
        table.endFollowing();
    }

    /** Deletes the logs nobody has written to for so long. */
    void sweep(Duration age) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Instant limit = Instant.now().minus(age);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("Expected to delete the old logs in {}", folder, e);
        }
    }
}
