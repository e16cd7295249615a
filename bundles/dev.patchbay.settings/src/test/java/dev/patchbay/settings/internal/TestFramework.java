package dev.patchbay.settings.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.apache.felix.cm.PersistenceManager;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.metatype.OCD;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** A framework with Configuration Admin and Metatype Service, whose interfaces it shares with the test. */
final class TestFramework implements AutoCloseable {

    private static final String SHARED =
            "org.osgi.service.cm;version=1.6.1,org.osgi.service.metatype;version=1.4.1,org.osgi.service.log;version=1.5.0";

    private final Framework framework;

    private TestFramework(Framework framework) {
        this.framework = framework;
    }

    /** One that stands before its start. */
    static TestFramework starting(Path storage, Path settings) throws BundleException {
        return starting(storage, settings, Map.of());
    }

    /** As {@link #starting(Path, Path)}, with more framework properties. */
    static TestFramework starting(Path storage, Path settings, Map<String, String> more) throws BundleException {
        Map<String, String> properties = new HashMap<>(more);
        properties.putAll(Map.of(
                Constants.FRAMEWORK_STORAGE,
                storage.toString(),
                Constants.FRAMEWORK_STORAGE_CLEAN,
                Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                SHARED,
                "patchbay.settings",
                settings.toString()));
        Framework framework = new FrameworkFactory().newFramework(properties);
        framework.init();
        return new TestFramework(framework);
    }

    static TestFramework started(Path storage, Path settings) throws BundleException {
        TestFramework framework = starting(storage, settings);
        framework.framework.start();
        framework.installJarOf(PersistenceManager.class);
        framework.installJarOf(OCD.class);
        return framework;
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    <T> T service(Class<T> type) {
        ServiceReference<T> reference = context().getServiceReference(type);
        return context().getService(reference);
    }

    /** Installs a bundle that holds nothing but a metatype document. */
    Bundle installDeclaring(String name, String metatype) throws BundleException, IOException {
        return installDeclaring(name, metatype, "");
    }

    /** As {@link #installDeclaring(String, String)}, with original names. */
    Bundle installDeclaring(String name, String metatype, String originals) throws BundleException, IOException {
        return context().installBundle("test:" + name, jar(name, metatype, originals));
    }

    boolean isStoppedWithin(long timeInMs) throws InterruptedException {
        return framework.waitForStop(timeInMs).getType() == FrameworkEvent.STOPPED;
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(10));
    }

    private void installJarOf(Class<?> type) throws BundleException {
        String jar = type.getProtectionDomain().getCodeSource().getLocation().toString();
        context().installBundle(jar).start();
    }

    private static InputStream jar(String name, String metatype, String originals) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        manifest.getMainAttributes().putValue(OriginalName.HEADER, originals);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.putNextEntry(new ZipEntry("OSGI-INF/metatype/declared.xml"));
            jar.write(metatype.getBytes(StandardCharsets.UTF_8));
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
