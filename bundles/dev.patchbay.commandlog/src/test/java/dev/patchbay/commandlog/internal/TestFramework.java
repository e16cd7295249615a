package dev.patchbay.commandlog.internal;

import dev.patchbay.module.spi.CommandLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;
import org.sqlite.JDBC;

/** A framework with SQLite's driver and this bundle, as a distribution has them; the contracts are the test's. */
final class TestFramework extends ExternalResource {

    private static final String SHARED =
            "dev.patchbay.module.spi;version=1.0.0,dev.patchbay.node;version=1.0.0,dev.patchbay.node.spi;version=1.0.0,"
                    + "org.slf4j;version=2.0.0";
    private static final String IMPORTED =
            "dev.patchbay.module.spi,dev.patchbay.node,dev.patchbay.node.spi,org.slf4j,org.osgi.framework,org.sqlite";

    private final TemporaryFolder folder;
    private Framework framework;
    private Bundle driver;
    private Bundle bundle;

    TestFramework(TemporaryFolder folder) {
        this.folder = folder;
    }

    @Override
    protected void before() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.newFolder("cache").toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        SHARED,
                        "patchbay.home",
                        folder.getRoot().toString()));
        framework.start();
        driver = context().installBundle(placeOf(JDBC.class).toUri().toString());
        bundle = context().installBundle("test:commandlog", jar());
        driver.start();
        bundle.start();
    }

    @Override
    protected void after() {
        try {
            framework.stop();
            framework.waitForStop(TimeUnit.SECONDS.toMillis(10));
        } catch (BundleException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    Bundle bundle() {
        return bundle;
    }

    Bundle driver() {
        return driver;
    }

    /** Where the driver's library is unpacked. */
    Path unpacked() {
        return bundle.getDataFile("native").toPath();
    }

    /** Makes the component as the component runtime does, of the bundle's own classes. */
    Object activate(String databasePath) throws ReflectiveOperationException {
        Class<?> settings = bundle.loadClass(CommandLogSettings.class.getName());
        Class<?> component = bundle.loadClass(CommandLogComponent.class.getName());
        return component
                .getConstructor(BundleContext.class, settings)
                .newInstance(bundle.getBundleContext(), Settings.of(settings, databasePath, true));
    }

    static void deactivate(Object component) throws ReflectiveOperationException {
        Method deactivate = component.getClass().getDeclaredMethod("deactivate");
        deactivate.setAccessible(true);
        deactivate.invoke(component);
    }

    CommandLog log() {
        return context().getService(context().getServiceReference(CommandLog.class));
    }

    /** Replaces this bundle by another with the same content, whose classes are new ones. */
    void update() throws Exception {
        bundle.update(jar());
        refresh(bundle);
    }

    /** Gives bundles and those that depend on them new class loaders. */
    void refresh(Bundle stale) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        framework.adapt(FrameworkWiring.class).refreshBundles(List.of(stale), event -> done.countDown());
        if (!done.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("expected the refresh to end within 10 s");
        }
    }

    private static Path placeOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static InputStream jar() throws IOException, URISyntaxException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, "dev.patchbay.commandlog");
        headers.putValue(Constants.IMPORT_PACKAGE, IMPORTED);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Path classes = placeOf(CommandLogComponent.class);
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                jar.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                jar.write(Files.readAllBytes(file));
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
