package dev.patchbay.plugin.internal;

import dev.patchbay.plugin.Plugins;
import dev.patchbay.plugin.internal.HostedPlugin.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Initialises plugins when everything they depend on is, and cleans them up in reverse. Everything is done on the host's
 * thread; of several plugins of one name the one that came first is used until it leaves.
 */
final class PluginEngine implements Plugins, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PluginEngine.class);

    /** How long a plugin may wait for another before that is worth a warning: at a start they come one by one. */
    private static final long PATIENCE_IN_MS = 5_000;

    private final HostThread host = new HostThread();
    private final BiConsumer<String, String> announcer;
    private final long limitInMs;

    /** By name, those that came first in front; only the host's thread touches it, as the two below. */
    private final Map<String, Deque<HostedPlugin>> offered = new LinkedHashMap<>();

    /** In the order of initialising. */
    private final List<HostedPlugin> ready = new ArrayList<>();

    /** What was warned of last, by plugin. */
    private final Map<String, String> warned = new HashMap<>();

    private volatile List<Status> statuses = List.of();
    private volatile @Nullable HostedPlugin initialising;
    private volatile boolean isClosed;

    /**
     * @param announcer takes the event and the plugin's name
     * @param limitInMs how long a departure waits for its plugin and those that depend on it, in milliseconds
     */
    PluginEngine(BiConsumer<String, String> announcer, long limitInMs) {
        this.announcer = announcer;
        this.limitInMs = limitInMs;
    }

    /** A plugin has appeared. Returns at once. */
    void come(HostedPlugin plugin) {
        host.execute(() -> {
            Deque<HostedPlugin> seat = offered.computeIfAbsent(plugin.name(), name -> new ArrayDeque<>());
            seat.add(plugin);
            if (seat.size() > 1) {
                LOG.info(
                        "Plugin '{}' of {} waits until that of {} has left",
                        plugin.name(),
                        plugin.bundle(),
                        seat.element().bundle());
            }
            settle();
        });
    }

    /**
     * A plugin leaves: those that depend on it are cleaned up, then it is itself. Blocks until that is done, or the limit
     * has passed.
     */
    void leave(HostedPlugin plugin) {
        if (isClosed) {
            return;
        }
        if (initialising == plugin && !host.isCurrent()) {
            host.interrupt();
        }
        if (!host.run(limitInMs, () -> remove(plugin))) {
            LOG.warn(
                    "Plugin '{}' of {} leaves without having been cleaned up: the plugins' thread is blocked, a thread"
                            + " dump of patchbay-plugins tells where",
                    plugin.name(),
                    plugin.bundle());
        }
    }

    private void remove(HostedPlugin plugin) {
        Deque<HostedPlugin> seat = offered.getOrDefault(plugin.name(), new ArrayDeque<>());
        seat.remove(plugin);
        if (seat.isEmpty()) {
            offered.remove(plugin.name());
        }
        cleanupWithDependents(plugin);
        plugin.leave();
        settle();
    }

    @Override
    public List<Status> list() {
        return statuses;
    }

    @Override
    public boolean reload(String name) {
        if (statuses.stream().noneMatch(status -> status.name().equals(name))) {
            return false;
        }
        await(() -> find(name).ifPresent(this::restart));
        return true;
    }

    private void restart(HostedPlugin plugin) {
        plugin.forgive();
        cleanupWithDependents(plugin);
        settle();
    }

    @Override
    public void reloadAll() {
        await(this::restartAll);
    }

    /** As {@link #reloadAll}, without waiting. */
    void reloadSoon() {
        host.execute(this::restartAll);
    }

    private void restartAll() {
        cleanupAll();
        current().forEach(HostedPlugin::forgive);
        settle();
    }

    private void await(Runnable work) {
        if (host.isCurrent()) {
            throw new IllegalStateException(
                    "Expected to be asked by somebody else than a plugin's init or cleanup, which it would wait for");
        }
        host.run(Long.MAX_VALUE, work);
    }

    private void cleanupWithDependents(HostedPlugin plugin) {
        List<HostedPlugin> affected = new ArrayList<>(List.of(plugin));
        ready.stream()
                .filter(other -> other != plugin && other.dependsOnOneOf(affected))
                .forEach(affected::add);
        current()
                .filter(other -> other.is(State.FAILED) && other.dependsOnOneOf(affected))
                .forEach(HostedPlugin::forgive);
        Collections.reverse(affected);
        affected.stream().filter(ready::contains).forEach(this::cleanup);
    }

    private void cleanupAll() {
        List<HostedPlugin> newestFirst = new ArrayList<>(ready);
        Collections.reverse(newestFirst);
        newestFirst.forEach(this::cleanup);
    }

    private void cleanup(HostedPlugin plugin) {
        ready.remove(plugin);
        plugin.cleanup();
        LOG.info("Plugin '{}' is cleaned up", plugin.name());
    }

    /** Initialises whatever can be, and says why the rest cannot. */
    private void settle() {
        if (isClosed) {
            return;
        }
        current().filter(plugin -> plugin.is(State.NEW)).toList().forEach(this::ask);
        for (Optional<HostedPlugin> next = next(); next.isPresent(); next = next()) {
            init(next.get());
        }
        publishStatuses();
        host.after(PATIENCE_IN_MS, this::warn);
    }

    private void ask(HostedPlugin plugin) {
        announcer.accept(plugin.ask() ? "server.plugin.loaded" : "server.plugin.load_error", plugin.name());
    }

    private Optional<HostedPlugin> next() {
        Set<String> names = readyNames();
        return current()
                .filter(plugin -> plugin.is(State.WAITING) && names.containsAll(plugin.depends()))
                .findFirst();
    }

    private void init(HostedPlugin plugin) {
        initialising = plugin;
        plugin.begin();
        publishStatuses();
        boolean isReady = plugin.init();
        initialising = null;
        Thread.interrupted();
        if (isReady) {
            ready.add(plugin);
            LOG.info("Plugin '{}' of {} is initialised", plugin.name(), plugin.bundle());
        }
        if (!plugin.is(State.LEFT)) {
            announcer.accept(isReady ? "server.plugin.initialized" : "server.plugin.load_error", plugin.name());
        }
    }

    private Stream<HostedPlugin> current() {
        return offered.values().stream().map(Deque::element);
    }

    private Optional<HostedPlugin> find(String name) {
        return Optional.ofNullable(offered.get(name)).map(Deque::element);
    }

    private Set<String> readyNames() {
        return ready.stream().map(HostedPlugin::name).collect(Collectors.toSet());
    }

    private void publishStatuses() {
        Obstacle obstacle =
                new Obstacle(current().collect(Collectors.toMap(HostedPlugin::name, HostedPlugin::depends)));
        Set<String> names = readyNames();
        Stream<HostedPlugin> others =
                current().filter(plugin -> !ready.contains(plugin)).sorted(Comparator.comparing(HostedPlugin::name));
        statuses = Stream.concat(ready.stream(), others)
                .map(plugin -> plugin.status(problem(plugin, obstacle, names)))
                .toList();
    }

    private static @Nullable String problem(HostedPlugin plugin, Obstacle obstacle, Set<String> ready) {
        return switch (plugin.state()) {
            case READY, LEFT -> null;
            case INITIALISING -> "is being initialised; if that lasts, a thread dump of patchbay-plugins tells why.";
            case FAILED -> plugin.failure();
            case NEW, WAITING ->
                Objects.requireNonNullElse(
                        obstacle.of(plugin.name(), ready), "is initialised as soon as its turn has come.");
        };
    }

    /** Warns of each obstacle once; failures have been logged when they happened. */
    private void warn() {
        Map<String, String> problems = new HashMap<>();
        for (Status status : statuses) {
            String problem = status.problem();
            if (problem != null
                    && find(status.name())
                            .filter(plugin -> plugin.is(State.WAITING))
                            .isPresent()) {
                problems.put(status.name(), problem);
            }
        }
        problems.forEach((name, problem) -> {
            if (!problem.equals(warned.get(name))) {
                LOG.warn("Plugin '{}' {}", name, problem);
            }
        });
        warned.clear();
        warned.putAll(problems);
    }

    /** Cleans up all plugins, the newest first. Blocks until that is done, or the limit has passed. */
    @Override
    public void close() {
        isClosed = true;
        if (!host.run(limitInMs, this::cleanupAll)) {
            LOG.warn("Not all plugins were cleaned up: the plugins' thread is blocked");
        }
        host.close();
    }
}
