package dev.patchbay.logfile.internal;

import dev.patchbay.logfile.LogFile;
import dev.patchbay.logfile.LogFileSettings;
import dev.patchbay.logfile.LogFiles;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** The log files of one bundle; they are closed when it goes. */
@Component(service = LogFiles.class, scope = ServiceScope.BUNDLE)
public final class LogFilesComponent implements LogFiles {

    private final NamedLogs all;
    private final Set<LogFile> own = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    @Activate
    public LogFilesComponent(@Reference NamedLogs all) {
        this.all = all;
    }

    @Deactivate
    void deactivate() {
        isClosed = true;
        List.copyOf(own).forEach(LogFile::close);
    }

    @Override
    public LogFile open(String name, LogFileSettings settings) {
        requireOpen();
        LogFile log = all.open(name, settings, own::remove);
        own.add(log);
        if (isClosed) {
            log.close();
            requireOpen();
        }
        return log;
    }

    private void requireOpen() {
        if (isClosed) {
            throw new IllegalStateException(
                    "The log files were closed: they or the bundle that used them have stopped");
        }
    }
}
