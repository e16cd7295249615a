package dev.patchbay.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/**
 * A node: the class to embed one in another program.
 *
 * <pre>{@code
 * PatchbayNode node = PatchbayNode.builder()
 *         .installation(Path.of("/opt/patchbay"))
 *         .home(Path.of("/var/lib/patchbay"))
 *         .build();
 * node.start();
 * ...
 * node.stop();
 * }</pre>
 *
 * <p>Its life: {@link #start} makes the home's directories, takes the lock, makes the framework's bundles those
 * of the installation, and returns when all have been started; it listens some milliseconds later. It runs until
 * {@link #stop}, or until something inside stops it (the command {@code stop}); {@link #awaitStop} returns then. A node
 * cannot be started again; build another, on the same home if you like.
 *
 * <p>Several nodes can live in one JVM, each on its own home and its own port. A node never ends the JVM, installs no
 * shutdown hook and changes no system property. Thread-safe.
 */
public final class PatchbayNode implements AutoCloseable {

    /** How long a stop in order may take before it is given up, in total. */
    public static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private final Home home;
    private final Installation installation;
    private final FrameworkSettings settings;
    private final Framework framework;
    private final CountDownLatch raised = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);
    /** Held while the framework comes up: one that is stopped then leaves half-started bundles behind. */
    private final ReentrantLock launch = new ReentrantLock();

    private final AtomicReference<@Nullable NodeException> failure = new AtomicReference<>();

    private volatile @Nullable NodeLock lock;
    private volatile @Nullable LockFile lockFile;

    private PatchbayNode(Home home, Installation installation, FrameworkSettings settings, Framework framework) {
        this.home = home;
        this.installation = installation;
        this.settings = settings;
        this.framework = framework;
    }

    /** Begins to describe a node. */
    public static Builder builder() {
        return new Builder();
    }

    /** The directory of everything it keeps; absolute. */
    public Path home() {
        return home.root();
    }

    /** The framework's context, to meet its services; only while it runs. */
    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** Who held the home before and did not stop in order, as written in its lock; empty when all went well. */
    public Optional<String> brokenRun() {
        return Optional.ofNullable(lock).flatMap(NodeLock::previousHolder);
    }

    /**
     * Starts it; returns when all its bundles have been started. Called once.
     *
     * @return this
     * @throws NodeException when the home cannot be written, another node runs on it, its lock file exists, the
     *     installation is incomplete, the settings are refused or a bundle ends the start; nothing is left running then
     */
    public PatchbayNode start() throws NodeException, InterruptedException {
        requireSettings();
        home.prepare();
        lock = NodeLock.take(home);
        try {
            run();
            return this;
        } catch (BundleException | IOException | RuntimeException e) {
            close();
            throw new NodeException(
                    "Expected the framework to start, got " + e + "; if its cache is damaged, remove "
                            + home.data().resolve("cache") + ".",
                    e);
        } catch (NodeException | InterruptedException e) {
            close();
            throw e;
        }
    }

    private void requireSettings() throws NodeException {
        Path file = Path.of(settings.get("patchbay.settings"));
        if (!Files.isReadable(file)) {
            throw new NodeException(
                    "Expected a settings file that can be read, got " + file + "; name another with --config FILE.");
        }
    }

    private void run() throws BundleException, IOException, NodeException, InterruptedException {
        launch.lock();
        try {
            launch();
        } finally {
            launch.unlock();
        }
        requireNoFailure();
        raiseStartLevel();
        requireNoFailure();
    }

    private void launch() throws BundleException, IOException, NodeException {
        settings.writeLogging(installation);
        framework.init();
        BundleContext context = framework.getBundleContext();
        context.addBundleListener((SynchronousBundleListener) this::noticeStop);
        listenTo(context, "listening", this::noteUrl);
        listenTo(context, "lock", this::takeLockFile);
        listenTo(context, "failed", sentence -> fail(new NodeException(sentence)));
        new Provisioner(context, installation.startLevels()).provision(installation.bundles());
        framework.start();
    }

    private void noticeStop(BundleEvent event) {
        if (event.getBundle().getBundleId() == 0 && event.getType() == BundleEvent.STOPPING) {
            noteStop();
        }
    }

    private void noteStop() {
        stopping.countDown();
        raised.countDown();
    }

    /** Takes what bundles tell the launcher, in types of the JDK since it shares none with them. */
    private static void listenTo(BundleContext context, String topic, Consumer<String> listener) {
        context.registerService(Consumer.class, listener, FrameworkUtil.asDictionary(Map.of("patchbay.launch", topic)));
    }

    private void noteUrl(String url) {
        NodeLock held = lock;
        if (held != null) {
            held.listensAt(url);
        }
    }

    /** Called inside the framework, by the settings, before a bundle of a later start level runs. */
    private void takeLockFile(String path) {
        if (lockFile != null) {
            return;
        }
        try {
            lockFile = LockFile.take(home.root().resolve(path).normalize());
        } catch (NodeException e) {
            fail(e);
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Ends the start; the first reason counts, and none counts any more when the node has started. */
    private void fail(NodeException reason) {
        failure.compareAndSet(null, reason);
        raised.countDown();
    }

    private void requireNoFailure() throws NodeException {
        NodeException reason = failure.get();
        if (reason != null) {
            throw reason;
        }
    }

    /** The framework starts with the settings alone, so that nothing else runs when they are refused. */
    private void raiseStartLevel() throws InterruptedException {
        framework
                .adapt(FrameworkStartLevel.class)
                .setStartLevel(FrameworkSettings.TOP_START_LEVEL, event -> raised.countDown());
        raised.await();
    }

    /**
     * Stops it in order — the ports close first, then the plugins go, then the rest — and waits for that, at most
     * {@link #STOP_LIMIT}. Harmless when it has stopped. Not to be called from a bundle: that would wait for itself.
     *
     * @return whether everything has stopped
     */
    public boolean stop() throws InterruptedException {
        if (!launch.tryLock(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            return false;
        }
        try {
            framework.stop();
        } catch (BundleException e) {
            throw new IllegalStateException("Expected the framework to stop, got " + e, e);
        } finally {
            launch.unlock();
            noteStop();
        }
        return awaitEnd();
    }

    /** {@link #stop}; an interruption ends the waiting and is kept. */
    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits until it has stopped, for as long as it runs.
     *
     * @return the exit code for a program that was nothing else: 0 when it stopped in order, 1 when it did not stop
     *     within {@link #STOP_LIMIT}
     */
    public int awaitStop() throws InterruptedException {
        stopping.await();
        return awaitEnd() ? 0 : 1;
    }

    private boolean awaitEnd() throws InterruptedException {
        FrameworkEvent end = framework.waitForStop(STOP_LIMIT.toMillis());
        if (end.getType() == FrameworkEvent.WAIT_TIMEDOUT) {
            return false;
        }
        release();
        return true;
    }

    /** The lock file last: who finds it gone finds all else gone, too. */
    private void release() {
        NodeLock held = lock;
        LockFile file = lockFile;
        try {
            if (held != null) {
                held.close();
            }
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("Expected to release the lock in " + home.data() + ", got " + e, e);
        }
    }

    /** What a node is made from; only {@link #installation} is required outside an installation. Not thread-safe. */
    public static final class Builder {

        private final Map<String, Object> properties = new LinkedHashMap<>();
        private final List<String> assignments = new ArrayList<>();
        private @Nullable Installation installation;
        private @Nullable Home home;

        private Builder() {}

        /** Where Patchbay was unpacked; by default where this class was loaded from. */
        public Builder installation(Path directory) {
            installation = new Installation(directory);
            return this;
        }

        /** Where it keeps everything; made when missing. By default the installation. */
        public Builder home(Path directory) {
            home = new Home(directory);
            return this;
        }

        /** The settings file; by default {@code config/patchbay.json} of the installation. */
        public Builder settings(Path file) {
            return property("patchbay.settings", FrameworkSettings.absolute(file));
        }

        /**
         * A setting that goes before that of the file, {@code http.port=5001}: the section, a dot, the key, and a value,
         * which is text when it is not JSON; without a dot it is a key at the top level. Of two for one key the last
         * counts.
         *
         * @throws IllegalArgumentException when it has no name, no {@code =} or several lines
         */
        public Builder set(String assignment) {
            if (assignment.indexOf('=') < 1 || assignment.lines().count() != 1) {
                throw new IllegalArgumentException(
                        "Expected NAME=VALUE in one line, as http.port=5001, got '" + assignment + "'");
            }
            assignments.add(assignment);
            return this;
        }

        /** Whether the shell takes standard input and output; by default not. */
        public Builder interactive(boolean interactive) {
            return property("patchbay.interactive", interactive);
        }

        /** When the start began, for the figure in the start report; by default now. */
        public Builder startedAt(Instant instant) {
            return property("patchbay.started.at", instant.toEpochMilli());
        }

        /** Any framework property, such as {@code org.osgi.framework.system.packages.extra}; the last one wins. */
        public Builder property(String key, Object value) {
            properties.put(key, value);
            return this;
        }

        /** The node, not started yet. */
        public PatchbayNode build() throws NodeException {
            Installation from = installation == null ? Installation.ofThisProgram() : installation;
            Home at = home == null ? new Home(from.root()) : home;
            FrameworkSettings settings = new FrameworkSettings(at, from);
            settings.set("patchbay.set", String.join("\n", assignments));
            properties.forEach(settings::set);
            return new PatchbayNode(at, from, settings, framework(settings.toMap()));
        }

        private static Framework framework(Map<String, String> settings) throws NodeException {
            return ServiceLoader.load(FrameworkFactory.class, PatchbayNode.class.getClassLoader())
                    .findFirst()
                    .orElseThrow(() -> new NodeException(
                            "Expected an OSGi framework on the class path, got none; add org.apache.felix.framework."))
                    .newFramework(settings);
        }
    }
}
