package dev.patchbay.logfile.internal;

import dev.patchbay.logfile.LogFile;
import dev.patchbay.logfile.LogFileSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The log files that bundles of this node have opened; those that were closed can still be read. */
@Component(service = NamedLogs.class)
public final class NamedLogs implements Logs {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    private final LogTable table = new LogTable();

    /** By name: the file that a log had last, when it was closed. */
    private final Map<String, Path> closed = new ConcurrentHashMap<>();

    @Deactivate
    void close() {
        table.endFollowing();
    }

    /** @param onClosed told under no lock */
    LogFile open(String name, LogFileSettings settings, Consumer<LogFile> onClosed) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("Expected the name of a log file to have 1 to 100 letters, digits, '.',"
                    + " '_' and '-', the first a letter or digit, got \"" + name + "\"");
        }
        return table.open(name, settings, log -> {
            closed.put(name, log.path());
            onClosed.accept(log);
        });
    }

    @Override
    public boolean has(String name) {
        return names().contains(name);
    }

    @Override
    public Set<String> names() {
        Set<String> names = new HashSet<>(closed.keySet());
        names.addAll(table.names());
        return names;
    }

    @Override
    public LogTail follow(String name, Follower follower) throws IOException {
        return table.follow(name, closed.get(name), follower);
    }

    @Override
    public void unfollow(String name, Follower follower) {
        table.unfollow(name, follower);
    }
}
