package dev.patchbay.shell.internal;

import dev.patchbay.node.Node;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.condition.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shell on the terminal the node was started from; only when the framework property {@value #INTERACTIVE} is true.
 * Leaving it leaves the node running; Ctrl-C on an empty line stops the node, as it does without a shell.
 */
@Component(service = LocalShell.class, immediate = true)
public final class LocalShell {

    static final String INTERACTIVE = "patchbay.interactive";

    private static final Logger LOG = LoggerFactory.getLogger(LocalShell.class);
    /** The node has printed its start report; the prompt belongs below it. */
    private static final String STARTED = "(osgi.condition.id=patchbay.started)";

    private static final long START_LIMIT_IN_MS = 10_000;
    private static final long END_LIMIT_IN_MS = 1_000;

    private final boolean interactive;
    private final Shells shells;
    private final Node node;
    private final Thread thread = new Thread(this::run, "patchbay-shell");
    private final CountDownLatch started = new CountDownLatch(1);
    private volatile @Nullable Shell shell;

    /** Called by the component runtime. */
    @Activate
    public LocalShell(BundleContext context, @Reference Shells shells, @Reference Node node) {
        this.interactive = Boolean.parseBoolean(context.getProperty(INTERACTIVE));
        this.shells = shells;
        this.node = node;
    }

    /** Optional, or the start report would name this component among those that wait. */
    @Reference(target = STARTED, cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindStarted(Condition condition) {
        started.countDown();
    }

    void unbindStarted(Condition condition) {
        // what was printed stays printed
    }

    @Activate
    void start() {
        if (interactive) {
            thread.setDaemon(true); // reading a terminal cannot always be interrupted
            thread.start();
        }
    }

    @Deactivate
    void stop() throws InterruptedException {
        Shell open = shell;
        if (open != null) {
            open.end();
        }
        thread.interrupt();
        thread.join(END_LIMIT_IN_MS);
        if (thread.isAlive()) {
            LOG.warn("The shell on this terminal did not end within {} ms", END_LIMIT_IN_MS);
        }
    }

    private void run() {
        try {
            if (!started.await(START_LIMIT_IN_MS, TimeUnit.MILLISECONDS)) {
                LOG.warn("No start report within {} ms; the shell opens without", START_LIMIT_IN_MS);
            }
            serve().ifPresent(this::takeLeave);
        } catch (InterruptedException e) {
            LOG.debug("The node stops before its shell was open");
        } catch (IOException e) {
            LOG.warn("The shell on this terminal ended; 'patchbay shell' opens another", e);
        }
    }

    /** Why the shell ended; empty when there is no terminal to open one on. */
    private Optional<Shell.Ending> serve() throws IOException {
        try (Terminal terminal = SystemTerminal.open()) {
            if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                LOG.info("No shell here: the standard input is no terminal; 'patchbay shell' opens one");
                return Optional.empty();
            }
            Shell opened = shells.open(terminal, node.home().resolve("data/shell.history"));
            shell = opened;
            return Optional.of(opened.run());
        }
    }

    /** Called when JLine has given the terminal back: only then does Ctrl-C stop the node. */
    @SuppressWarnings("SystemOut")
    private void takeLeave(Shell.Ending ending) {
        System.out.print(farewell(ending));
        System.out.flush();
        if (ending == Shell.Ending.INTERRUPTED) {
            node.stop();
        }
    }

    private String farewell(Shell.Ending ending) {
        return switch (ending) {
            case LEFT -> "Left the shell; the node runs on. Ctrl-C stops it, 'patchbay shell' comes back.\n";
            case INTERRUPTED -> "Stopping " + node.name() + ".\n";
            case STOPPED -> "";
        };
    }
}
