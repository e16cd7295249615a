package dev.patchbay.host.internal;

import dev.patchbay.node.Node;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node as others see it, made of what the launcher wrote into the framework properties. */
@Header(
        name = "Patchbay-Original-Settings",
        value = "LOCK_FILE=host/lockFilePath, CONFIGURATION_NETWORK_INTERFACE_SERVER=host/controlAddress")
@Component(configurationPid = RunningNode.PID)
@Designate(ocd = RunningNode.Config.class)
public final class RunningNode implements Node {

    static final String PID = "dev.patchbay.host";

    private static final Logger LOG = LoggerFactory.getLogger(RunningNode.class);

    /** Settings of section {@code host}. */
    @ObjectClassDefinition(name = "Host", description = "The node itself.")
    public @interface Config {

        /** The node's name. */
        @AttributeDefinition(
                name = "Name",
                description = "The node's name, unique in a cluster; empty means the name of the machine.")
        String name() default "";

        /** The lock file. */
        @AttributeDefinition(
                name = "Lock file",
                description = "A file made before anything else starts and removed as the last act of a stop in order,"
                        + " relative to the node's home; as long as it exists, after a crash too, no start succeeds."
                        + " Empty means none: the node's own lock then tells a crash from a running node. Read when the"
                        + " node starts.")
        String lockFilePath() default "";

        /** Where the control socket is. */
        @AttributeDefinition(
                name = "Control socket",
                description = "Where the command line talks to the node: with a colon a TCP address, host:port, else"
                        + " the path of a Unix domain socket, relative to the node's home and at most 100 bytes long."
                        + " Empty means data/control.sock in the home, through which it is reached in any case.")
        String controlAddress() default "";

        /** Whether others may be administrators. */
        @AttributeDefinition(
                name = "Public control",
                description = "Whether controlAddress may be one that other machines can reach; whoever connects to it"
                        + " can stop the node and run its shell.")
        boolean allowPublicControl() default false;
    }

    private final Bundle framework;
    private final String name;
    private final String version;
    private final Path home;
    private final Instant startedAt;

    /** Called by the component runtime. */
    @Activate
    public RunningNode(BundleContext context, Config config) {
        this(context, config.name());
    }

    RunningNode(BundleContext context, String configuredName) {
        framework = context.getBundle(0);
        name = configuredName.isBlank() ? MachineName.get() : configuredName;
        version = property(context, "patchbay.version").orElse("development");
        home = Path.of(property(context, "patchbay.home").orElse("."))
                .toAbsolutePath()
                .normalize();
        startedAt = property(context, "patchbay.started.at")
                .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
                .orElseGet(Instant::now);
    }

    private static Optional<String> property(BundleContext context, String key) {
        return Optional.ofNullable(context.getProperty(key));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Path home() {
        return home;
    }

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    /** On a thread of its own, since the caller's usually belongs to a bundle that is about to be stopped. */
    @Override
    public void stop() {
        new Thread(this::stopFramework, "patchbay-stop").start();
    }

    private void stopFramework() {
        try {
            framework.stop();
        } catch (BundleException e) {
            LOG.error("Expected the framework to stop; end the process with SIGTERM", e);
        }
    }
}
