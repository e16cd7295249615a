package dev.patchbay.logfile.internal;

import dev.patchbay.logfile.LogFiles;
import java.io.IOException;

/** The log files of a node, for tests of those that write some. */
public final class RealLogFiles {

    private final NamedLogs all = new NamedLogs();
    private final LogFilesComponent files = new LogFilesComponent(all);

    public LogFiles files() {
        return files;
    }

    public Logs all() {
        return all;
    }

    /** Somebody who hears everything that comes. */
    public Follower follow(String name) throws IOException {
        Follower follower = new Follower();
        all.follow(name, follower).close();
        return follower;
    }
}
