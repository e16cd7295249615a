package dev.patchbay.process.internal;

import dev.patchbay.logfile.internal.Follower;
import dev.patchbay.logfile.internal.Logs;
import dev.patchbay.logfile.internal.NamedLogs;
import dev.patchbay.node.spi.ControlCommand;
import dev.patchbay.threads.NodeThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints the last lines of a log file or of a process's log, {@code logs NAME [-f] [-n LINES]}; with {@code -f} also what
 * follows.
 */
@Component(property = ControlCommand.WORD + "=logs")
public final class LogsCommand implements ControlCommand {

    private static final Logger LOG = LoggerFactory.getLogger(LogsCommand.class);

    private final LogFinder finder;

    @Activate
    public LogsCommand(@Reference ProcessComponent component, @Reference NamedLogs files) {
        this(files, component.logs());
    }

    LogsCommand(Logs files, Logs processes) {
        finder = new LogFinder(files, processes);
    }

    @Override
    public void run(List<String> words, InputStream input, OutputStream output)
            throws IOException, InterruptedException {
        LogsRequest request;
        try {
            request = LogsRequest.of(words);
        } catch (IllegalArgumentException e) {
            print(output, "error: " + e.getMessage() + "\n");
            return;
        }
        LogFinder.Found found = finder.find(request.name());
        if (found.isThere()) {
            show(request, found, input, output);
        } else if (request.isFollowing()) {
            print(output, "... waiting for a log called " + request.name() + "; " + finder.words() + " ...\n");
            show(request, found, input, output);
        } else {
            print(
                    output,
                    "error: Expected the name of a process that has written something, or of a log file, got "
                            + request.name() + "; " + finder.words() + "\n");
        }
    }

    private static void show(LogsRequest request, LogFinder.Found found, InputStream input, OutputStream output)
            throws IOException, InterruptedException {
        Follower follower = new Follower();
        try {
            found.follow(follower, request.lines(), output);
            if (request.isFollowing()) {
                watchClient(input, follower);
                for (String text = follower.take(); !text.isEmpty(); text = follower.take()) {
                    print(output, text);
                }
            }
        } finally {
            found.unfollow(follower);
        }
    }

    /** A client that has gone shows only in its input. */
    private static void watchClient(InputStream input, Follower follower) {
        Runnable watch = () -> {
            try {
                while (input.read() >= 0) {
                    continue;
                }
            } catch (IOException e) {
                LOG.debug("A client that followed a log has gone", e);
            } finally {
                follower.end();
            }
        };
        NodeThreads.daemon(watch, "patchbay-process-logs-client").start();
    }

    private static void print(OutputStream output, String text) throws IOException {
        output.write(text.getBytes(StandardCharsets.UTF_8));
        output.flush();
    }
}
