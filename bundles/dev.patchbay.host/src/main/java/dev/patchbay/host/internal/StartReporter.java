package dev.patchbay.host.internal;

import dev.patchbay.endpoint.Connections;
import dev.patchbay.node.Diagnosis;
import dev.patchbay.node.Node;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints the {@link StartReport} once, when the control socket was opened and the node listens, or {@value
 * #PATIENCE_IN_MS} ms later; then the {@link StartedCondition} holds. Says nothing when it is itself replaced while the
 * node runs.
 */
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>='org.osgi.service.condition.Condition'")
@Component(
        service = {},
        immediate = true)
public final class StartReporter {

    private static final Logger LOG = LoggerFactory.getLogger(StartReporter.class);

    private static final long PATIENCE_IN_MS = 5000;
    private static final long LOOK_EVERY_MS = 5;

    private final BundleContext context;
    private final Node node;
    private final Thread thread = new Thread(this::report, "patchbay-start-report");
    private final ControlServer control;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Connections connections;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Diagnosis diagnosis;

    /** Called by the component runtime. */
    @Activate
    public StartReporter(BundleContext context, @Reference Node node, @Reference ControlServer control) {
        this.context = context;
        this.node = node;
        this.control = control;
        if (StartGate.isOpen(context)) {
            StartedCondition.hold(context);
        } else {
            thread.start();
        }
    }

    private void report() {
        try {
            Instant ready = awaitListening();
            control.awaitOpened();
            print(StartReport.of(node, ready, Optional.ofNullable(connections), Optional.ofNullable(diagnosis)));
            StartedCondition.hold(context);
        } catch (InterruptedException e) {
            LOG.debug("The node stops before it has started");
        }
    }

    @SuppressWarnings("SystemOut")
    private void print(StartReport report) {
        LOG.info(report.firstLine());
        System.out.print(report.text(commandName()));
        System.out.flush();
        LaunchNotes.listensAt(context, report.listening());
    }

    private String commandName() {
        return Optional.ofNullable(context.getProperty("patchbay.command")).orElse("patchbay");
    }

    /** Looks instead of being told: nobody announces an open port. Ends soon after the start level was reached. */
    private Instant awaitListening() throws InterruptedException {
        long waitedSinceStart = 0;
        while (listening().isEmpty() && waitedSinceStart < PATIENCE_IN_MS) {
            Thread.sleep(LOOK_EVERY_MS);
            waitedSinceStart += control.isOpened() ? LOOK_EVERY_MS : 0;
        }
        return Instant.now();
    }

    private List<String> listening() {
        Connections now = connections;
        return now == null ? List.of() : now.listening();
    }

    /** Called by the component runtime. */
    @Deactivate
    void close() {
        thread.interrupt();
    }
}
