package dev.patchbay.host.internal;

import dev.patchbay.node.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control socket, through which the command line talks to the node: a Unix domain socket that only the node's own
 * user can open, and beside it a TCP address when the settings name one.
 *
 * <ol>
 *   <li>It is opened when the framework has reached its start level, so what is asked for is there; see {@link StartGate}.
 *   <li>It is closed when this bundle stops, after all that has a higher start level.
 * </ol>
 *
 * <p>A node one of whose addresses cannot be opened runs without it and says so in its log; one that others could reach,
 * against the settings, ends the start.
 */
@Component(service = ControlServer.class, immediate = true, configurationPid = RunningNode.PID)
public final class ControlServer {

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    private final List<ControlDoor> doors;
    private final ControlConversations conversations;
    private final StartGate gate;
    private final CountDownLatch opened = new CountDownLatch(1);

    /** Guarded by this, as is whether it is closed for good. */
    private final List<ControlListener> listeners = new ArrayList<>();

    private boolean isClosed;

    /** Called by the component runtime. */
    @Activate
    public ControlServer(
            BundleContext context,
            @Reference Node node,
            @Reference ControlCommands commands,
            RunningNode.Config config) {
        this(
                context,
                doors(context, node.home(), config),
                new ControlConversations(commands, ControlConversations.SILENCE_IN_MS));
    }

    ControlServer(BundleContext context, List<ControlDoor> doors, ControlConversations conversations) {
        this.doors = doors;
        this.conversations = conversations;
        this.gate = StartGate.watch(context, this::open);
    }

    private static List<ControlDoor> doors(BundleContext context, Path home, RunningNode.Config config) {
        String address = config.controlAddress().strip();
        if (!TcpDoor.isMeantBy(address)) {
            return List.of(SocketFile.in(home, address));
        }
        SocketFile file = SocketFile.in(home, "");
        try {
            return List.of(file, TcpDoor.parse(address, config.allowPublicControl()));
        } catch (IllegalArgumentException e) {
            LaunchNotes.failed(context, String.valueOf(e.getMessage()));
            return List.of(file);
        }
    }

    private synchronized void open() {
        if (!isClosed) {
            doors.forEach(this::open);
        }
        opened.countDown();
    }

    private void open(ControlDoor door) {
        try {
            ControlListener listener = ControlListener.open(door, conversations);
            listeners.add(listener);
            LOG.info("control socket opened: {}", listener.address());
        } catch (IOException | UnsupportedOperationException e) {
            LOG.error("The node runs without control socket {}, so commands do not find it there", door, e);
        }
    }

    /** Whether it was tried to open it. */
    boolean isOpened() {
        return opened.getCount() == 0;
    }

    /** Waits for that. */
    void awaitOpened() throws InterruptedException {
        opened.await();
    }

    /** Called by the component runtime; ends all conversations. */
    @Deactivate
    void close() throws IOException, InterruptedException {
        gate.close();
        try {
            closeListeners();
        } finally {
            conversations.close();
        }
    }

    private synchronized void closeListeners() throws IOException {
        isClosed = true;
        if (!listeners.isEmpty()) {
            for (ControlListener listener : listeners) {
                listener.close();
            }
            listeners.clear();
            LOG.info("control socket closed");
        }
    }
}
