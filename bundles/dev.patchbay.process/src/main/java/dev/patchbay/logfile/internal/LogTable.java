package dev.patchbay.logfile.internal;

import dev.patchbay.logfile.LogFile;
import dev.patchbay.logfile.LogFileSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Logs by name, and those who follow them, who stay when a log is closed and opened again. Thread-safe. */
public final class LogTable {

    /** Guarded by this, as below. */
    private final Map<String, FollowedLog> open = new HashMap<>();

    /** Of the logs that are open or followed. */
    private final Map<String, Followers> followers = new HashMap<>();

    /** Opens a log. @throws IllegalArgumentException when a log of that name is open */
    public LogFile open(String name, LogFileSettings settings) {
        return open(name, settings, closed -> {});
    }

    /** @param onClosed told when it has been closed, while its name is not free yet; under no lock */
    synchronized LogFile open(String name, LogFileSettings settings, Consumer<FollowedLog> onClosed) {
        if (open.containsKey(name)) {
            throw new IllegalArgumentException(
                    "Expected a name no open log has, got " + name + "; close that one first, or choose another name");
        }
        FollowedLog log = new FollowedLog(name, settings, enter(name), closed -> {
            onClosed.accept(closed);
            remove(closed);
        });
        open.put(name, log);
        return log;
    }

    private synchronized void remove(FollowedLog closed) {
        open.remove(closed.name(), closed);
        leave(closed.name());
    }

    private synchronized Followers enter(String name) {
        Followers all = followers.computeIfAbsent(name, key -> new Followers());
        all.users++;
        return all;
    }

    private synchronized void leave(String name) {
        followers.computeIfPresent(name, (key, all) -> --all.users == 0 ? null : all);
    }

    /** How many are open or followed. */
    synchronized int size() {
        return followers.size();
    }

    private synchronized @Nullable FollowedLog find(String name) {
        return open.get(name);
    }

    /** The names of those that are open. */
    public synchronized Set<String> names() {
        return Set.copyOf(open.keySet());
    }

    /** Has all that are open go on with other settings. @param settings of the log of a name */
    public void configure(Function<String, LogFileSettings> settings) {
        List<FollowedLog> all;
        synchronized (this) {
            all = List.copyOf(open.values());
        }
        all.forEach(log -> log.configure(settings.apply(log.name())));
    }

    /**
     * Takes what is in the log so far, and lets the follower have everything after that.
     *
     * @param otherwise the file to look into when the log is not open; null for none
     */
    public LogTail follow(String name, @Nullable Path otherwise, Follower follower) throws IOException {
        Followers all = enter(name);
        boolean isFollowing = false;
        all.lock.lock();
        try {
            FollowedLog log = find(name);
            Path file = log == null ? otherwise : log.path();
            LogTail tail = file == null ? LogTail.none() : LogTail.of(file);
            all.add(follower);
            isFollowing = true;
            return tail;
        } finally {
            all.lock.unlock();
            if (!isFollowing) {
                leave(name);
            }
        }
    }

    /** Nothing more is wanted. Harmless when it does not follow. */
    public void unfollow(String name, Follower follower) {
        follower.end();
        Followers all;
        synchronized (this) {
            all = followers.get(name);
        }
        if (all != null && remove(all, follower)) {
            leave(name);
        }
    }

    private static boolean remove(Followers all, Follower follower) {
        all.lock.lock();
        try {
            return all.remove(follower);
        } finally {
            all.lock.unlock();
        }
    }

    /** Ends all following. */
    public void endFollowing() {
        List<Followers> everybody;
        synchronized (this) {
            everybody = List.copyOf(followers.values());
        }
        everybody.forEach(all -> {
            all.lock.lock();
            try {
                all.end();
            } finally {
                all.lock.unlock();
            }
        });
    }
}
