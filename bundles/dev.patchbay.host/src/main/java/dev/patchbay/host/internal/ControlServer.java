package dev.patchbay.host.internal;

import dev.patchbay.node.Node;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control socket: a Unix domain socket that only the node's own user can open, through which the command line talks
 * to the node. Each connection has a thread of its own, at most {@value #MAX_CONNECTIONS} at a time. A node whose
 * socket cannot be opened runs without one and says so in its log.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = RunningNode.PID)
public final class ControlServer {

    static final int MAX_CONNECTIONS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    /** For answers that are being written when the node stops, above all the one to {@code stop}. */
    private static final long LAST_WORDS_IN_MS = 500;

    private final ControlCommands commands;
    private final SocketFile file;
    private final ThreadPoolExecutor conversations;
    private final @Nullable ServerSocketChannel server;

    /** Called by the component runtime. */
    @Activate
    public ControlServer(@Reference Node node, @Reference ControlCommands commands, RunningNode.Config config) {
        this(SocketFile.in(node.home(), config.controlSocketPath()), commands);
    }

    ControlServer(SocketFile file, ControlCommands commands) {
        this.file = file;
        this.commands = commands;
        AtomicInteger number = new AtomicInteger();
        conversations = new ThreadPoolExecutor(
                0,
                MAX_CONNECTIONS,
                1,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> new Thread(task, "patchbay-control-" + number.incrementAndGet()));
        server = open();
        if (server != null) {
            new Thread(() -> accept(server), "patchbay-control-accept").start();
        }
    }

    private @Nullable ServerSocketChannel open() {
        try {
            return file.open();
        } catch (IOException | UnsupportedOperationException e) {
            LOG.error(
                    "The node runs without a control socket, so 'patchbay status', 'stop' and 'shell' do not find it",
                    e);
            return null;
        }
    }

    private void accept(ServerSocketChannel from) {
        try {
            while (true) {
                converse(from.accept());
            }
        } catch (AsynchronousCloseException e) {
            LOG.debug("The control socket is closed");
        } catch (IOException e) {
            LOG.error("The control socket takes no more connections; restart the node to get it back", e);
        }
    }

    private void converse(SocketChannel channel) {
        try {
            conversations.execute(new ControlConversation(channel, commands));
        } catch (RejectedExecutionException e) {
            ControlConversation.refuse(
                    channel,
                    "error: expected at most " + MAX_CONNECTIONS + " control connections at a time, try again");
        }
    }

    /** Called by the component runtime; ends all conversations. */
    @Deactivate
    void close() throws IOException, InterruptedException {
        if (server != null) {
            server.close();
            file.delete();
        }
        conversations.shutdown();
        if (!conversations.awaitTermination(LAST_WORDS_IN_MS, TimeUnit.MILLISECONDS)) {
            // closes the channel a conversation is blocked on, which ends it
            conversations.shutdownNow();
        }
    }
}
