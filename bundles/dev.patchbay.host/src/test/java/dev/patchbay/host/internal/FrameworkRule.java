package dev.patchbay.host.internal;

import dev.patchbay.node.spi.ControlCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/** An empty framework, for its service registry. */
final class FrameworkRule extends ExternalResource {

    private final TemporaryFolder cache = new TemporaryFolder();
    private Framework framework;

    @Override
    protected void before() throws Throwable {
        cache.create();
        framework = new FrameworkFactory()
                .newFramework(
                        Map.of("org.osgi.framework.storage", cache.getRoot().toString()));
        framework.start();
    }

    @Override
    protected void after() {
        try {
            framework.stop();
            framework.waitForStop(10_000);
        } catch (BundleException | InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            cache.delete();
        }
    }

    Framework framework() {
        return framework;
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** Installs a bundle that is nothing but a manifest. */
    Bundle emptyBundle(String name) throws BundleException, IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return context().installBundle("test:" + name, new ByteArrayInputStream(bytes.toByteArray()));
    }

    ServiceRegistration<ControlCommand> command(String word, ControlCommand command) {
        return command(word, 0, command);
    }

    ServiceRegistration<ControlCommand> command(String word, int ranking, ControlCommand command) {
        return context()
                .registerService(
                        ControlCommand.class,
                        command,
                        FrameworkUtil.asDictionary(Map.of(ControlCommand.WORD, word, "service.ranking", ranking)));
    }
}
