package dev.patchbay.process.internal;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The logs of all processes, a file for each name, and those who follow them. */
final class ProcessLogs {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessLogs.class);

    private final Path folder;
    private volatile RotatingFile.Limits limits;
    private final Map<String, ProcessLog> open = new ConcurrentHashMap<>();

    /** Who follows a process, by its name. */
    private final Map<String, List<Follower>> followers = new ConcurrentHashMap<>();

    ProcessLogs(Path folder, RotatingFile.Limits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    void configure(RotatingFile.Limits newLimits) {
        limits = newLimits;
    }

    /** The log of a process that begins; one at a time for each name. */
    ProcessLog open(String name) {
        RotatingFile file = new RotatingFile(file(name), () -> limits);
        ProcessLog log = new ProcessLog(name, file, piece -> tell(name, piece));
        open.put(name, log);
        return log;
    }

    /** The process has ended. */
    void close(String name, ProcessLog log) {
        open.remove(name, log);
        log.close();
    }

    private void tell(String name, String piece) {
        followers.getOrDefault(name, List.of()).forEach(follower -> follower.add(piece));
    }

    /** The file of a process, which it may not have written to yet. */
    Path file(String name) {
        String safe = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("*", "%2A");
        return folder.resolve((safe.startsWith(".") ? "%2E" + safe.substring(1) : safe) + ".log");
    }

    /** Takes what the process has written so far, and lets the follower have everything after that. */
    LogTail follow(String name, Follower follower) throws IOException {
        Object lock = open.containsKey(name) ? open.get(name) : follower;
        synchronized (lock) {
            LogTail tail = LogTail.of(file(name));
            followers.compute(name, (key, list) -> {
                List<Follower> all = list == null ? new CopyOnWriteArrayList<>() : list;
                all.add(follower);
                return all;
            });
            return tail;
        }
    }

    void unfollow(String name, Follower follower) {
        follower.end();
        followers.computeIfPresent(name, (key, list) -> {
            list.remove(follower);
            return list.isEmpty() ? null : list;
        });
    }

    /** Ends all following. */
    void close() {
        followers.values().forEach(list -> list.forEach(Follower::end));
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
