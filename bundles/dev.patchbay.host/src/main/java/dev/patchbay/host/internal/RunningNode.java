package dev.patchbay.host.internal;

import dev.patchbay.node.Node;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
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

        /** Where the control socket is. */
        @AttributeDefinition(
                name = "Control socket",
                description = "Path of the Unix domain socket the command line talks to, at most 100 bytes long;"
                        + " empty means data/control.sock in the node's home.")
        String controlSocketPath() default "";
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
