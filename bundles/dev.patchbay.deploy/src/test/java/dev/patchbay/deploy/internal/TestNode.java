package dev.patchbay.deploy.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;

import aQute.bnd.osgi.Builder;
import dev.patchbay.node.Diagnosis;
import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.cm.ConfigurationAdmin;

/** A framework with Configuration Admin, DS, File Install and the bundle under test, on a home of its own. */
final class TestNode extends ExternalResource {

    private static final String API = "dev.patchbay.node;version=1.0.0,dev.patchbay.node.spi;version=1.0.0,"
            + "dev.patchbay.rpc.spi;version=1.0.0,dev.patchbay.schema;version=1.0.0,dev.patchbay.session;version=1.0.0,"
            + "dev.patchbay.task;version=1.0.0,dev.patchbay.task.spi;version=1.0.0,"
            + "org.slf4j;version=2.0.20,org.osgi.util.promise;version=1.3.0,org.osgi.util.function;version=1.2.0,"
            + "org.osgi.service.cm;version=1.6.1,org.osgi.service.component;version=1.5.1,org.osgi.service.component.runtime;version=1.5.0,"
            + "org.osgi.service.component.runtime.dto;version=1.5.0";

    private static boolean packed;

    private final TemporaryFolder folder = new TemporaryFolder();
    private Framework framework;

    @Override
    protected void before() throws Throwable {
        folder.create();
        Files.createDirectories(deploy());
        start();
    }

    @Override
    protected void after() {
        try {
            stop();
        } catch (BundleException | InterruptedException e) {
            throw new AssertionError(e);
        }
        folder.delete();
    }

    /** Starts the framework; a second start finds the bundles of the first. */
    void start() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        home().resolve("cache").toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        API,
                        Constants.FRAMEWORK_BEGINNING_STARTLEVEL,
                        "50",
                        "felix.log.level",
                        "0",
                        "felix.fileinstall.log.level",
                        "0",
                        "felix.fileinstall.poll",
                        "100",
                        "felix.fileinstall.active.level",
                        "1000",
                        "ds.loglevel",
                        "0",
                        "patchbay.home",
                        home().toString()));
        framework.init();
        if (framework.getBundleContext().getBundles().length == 1) {
            for (String host : new String[] {"configadmin", "scr", "fileinstall"}) {
                install(fromClassPath("org.apache.felix." + host), 5);
            }
            install(bundleUnderTest(), 20);
        }
        framework.start();
        await().until(() -> framework.getState() == Bundle.ACTIVE);
    }

    void stop() throws BundleException, InterruptedException {
        framework.stop();
        if (framework.waitForStop(20_000).getType() == FrameworkEvent.WAIT_TIMEDOUT) {
            throw new AssertionError("the framework does not stop");
        }
    }

    /** Ends as if the process had been killed: what the framework keeps on disk is as it is now. */
    void crash() throws Exception {
        Path cache = home().resolve("cache");
        Path atDeath = home().resolve("cache-at-death");
        copy(cache, atDeath);
        stop();
        Files.move(cache, home().resolve("cache-after-stop"));
        Files.move(atDeath, cache);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private void install(Path jar, int level) throws BundleException {
        Bundle bundle = context().installBundle(jar.toUri().toString());
        bundle.adapt(BundleStartLevel.class).setStartLevel(level);
        bundle.start();
    }

    private static Path fromClassPath(String name) {
        return classPath()
                .filter(entry -> entry.contains(name))
                .map(Path::of)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
    }

    private static synchronized Path bundleUnderTest() throws Exception {
        Path jar = Path.of("target", "test-bundle.jar").toAbsolutePath();
        if (packed) {
            return jar;
        }
        try (Builder builder = new Builder()) {
            builder.setBundleSymbolicName("dev.patchbay.deploy");
            builder.setPrivatePackage("dev.patchbay.deploy.internal");
            builder.setImportPackage("org.jspecify.annotations;resolution:=optional, *");
            builder.setProperty("-noimportjava", "true");
            builder.addClasspath(new File("target/classes"));
            builder.addClasspath(classPath()
                    .filter(entry -> entry.endsWith(".jar"))
                    .map(File::new)
                    .toList());
            builder.build().write(jar.toFile());
        }
        packed = true;
        return jar;
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    Path home() {
        return folder.getRoot().toPath();
    }

    Path deploy() {
        return home().resolve("deploy");
    }

    /** The service ids of our installer: of all, since its type is not the one on the test's class path. */
    private List<Object> installers() throws InvalidSyntaxException {
        ServiceReference<?>[] references = context()
                .getAllServiceReferences(
                        "org.apache.felix.fileinstall.ArtifactInstaller",
                        "(service.ranking=" + Integer.MAX_VALUE + ")");
        return Stream.ofNullable(references)
                .flatMap(Stream::of)
                .map(reference -> reference.getProperty(Constants.SERVICE_ID))
                .toList();
    }

    /** What the plugin of that name says; empty when none is there. */
    Optional<String> say(String plugin) {
        return reference(plugin).map(context()::getService).map(service -> (String) service.get());
    }

    Optional<ServiceReference<Supplier<String>>> reference(String plugin) {
        try {
            @SuppressWarnings({"unchecked", "rawtypes"})
            Collection<ServiceReference<Supplier<String>>> references =
                    (Collection) context().getServiceReferences(Supplier.class, "(plugin=" + plugin + ")");
            return references.stream().findFirst();
        } catch (InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** The class loader of the plugin of that name, weakly. */
    WeakReference<ClassLoader> loaderOf(String plugin) {
        ServiceReference<Supplier<String>> reference = reference(plugin).orElseThrow();
        return new WeakReference<>(context().getService(reference).getClass().getClassLoader());
    }

    /** The bundles that came from the deploy folder. */
    List<Bundle> deployed() {
        return new Deployed(context()).all();
    }

    /** How many bundles there are whose symbolic name begins so, wherever they came from. */
    long bundlesNamed(String prefix) {
        return Stream.of(context().getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith(prefix))
                .count();
    }

    void awaitSaying(String plugin, String words) {
        await().atMost(Duration.ofSeconds(10))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .untilAsserted(() -> assertEquals(diagnosis().findings().toString(), Optional.of(words), say(plugin)));
    }

    void awaitSilence(String plugin) {
        await().atMost(Duration.ofSeconds(10)).until(() -> say(plugin).isEmpty());
    }

    /** The sentence the diagnosis has for a subject; empty when it has none. */
    String why(String subject) {
        return diagnosis().findings().stream()
                .filter(finding -> finding.subject().equals(subject))
                .map(Diagnosis.Finding::sentence)
                .findFirst()
                .orElse("");
    }

    Diagnosis diagnosis() {
        return context().getService(context().getServiceReference(Diagnosis.class));
    }

    void awaitWhy(String subject, String part) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            if (!why(subject).contains(part)) {
                throw new AssertionError(
                        "expected '" + part + "' in " + diagnosis().findings());
            }
        });
    }

    /** Waits until nothing is wrong. */
    void awaitAllWell() {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            if (!diagnosis().findings().isEmpty()) {
                throw new AssertionError(diagnosis().findings().toString());
            }
        });
    }

    /** Configures the deploy folder, which begins anew with it; returns when it has. */
    void configure(Map<String, Object> properties) throws Exception {
        List<Object> before = installers();
        update(DeployFolder.PID, properties);
        await().until(() -> !installers().isEmpty() && !installers().equals(before));
    }

    void update(String pid, Map<String, Object> properties) throws IOException {
        ConfigurationAdmin admin = context().getService(context().getServiceReference(ConfigurationAdmin.class));
        admin.getConfiguration(pid, "?").update(FrameworkUtil.asDictionary(properties));
    }
}
