package dev.patchbay.deploy.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs, replaces, starts and removes bundles, refreshing no more than what is wired to them. Blocks until done,
 * within the limits it was given.
 *
 * <p>Bundles are started transiently: after a restart of the node it is the deploy folder that starts them, not the
 * framework, whose start a blocking plugin would hold up. And whatever is to be refreshed is stopped before and started
 * after: a refresh stops and starts bundles under the framework's global lock, where a blocking plugin would hold up
 * everything.
 */
final class BundleLife {

    /**
     * How this is done.
     *
     * @param startLevel the start level of deployed bundles
     * @param startTimeoutInMs longest wait for a bundle's start, in milliseconds
     * @param stopTimeoutInMs longest wait for a bundle's stop, in milliseconds; the drain of running calls is part of it
     */
    record Limits(int startLevel, long startTimeoutInMs, long stopTimeoutInMs) {}

    private static final Logger LOG = LoggerFactory.getLogger(BundleLife.class);
    private static final int START_OPTIONS = Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY;

    private final BundleContext context;
    private final OwnThreads threads;
    private final Limits limits;

    BundleLife(BundleContext context, OwnThreads threads, Limits limits) {
        this.context = context;
        this.threads = threads;
        this.limits = limits;
    }

    /** Installs a jar and does not start it. */
    Bundle install(String file, Path jar) throws DeployException, IOException {
        FrameworkStartLevel levels = systemBundle().adapt(FrameworkStartLevel.class);
        int former = levels.getInitialBundleStartLevel();
        // not set afterwards: the framework does that later, on the thread that also stops it, and with the bundle's
        // lock,
        // which a start that blocks never gives back
        levels.setInitialBundleStartLevel(limits.startLevel());
        try (InputStream content = Files.newInputStream(jar)) {
            return context.installBundle(Deployed.location(file), content);
        } catch (BundleException e) {
            throw badManifest(file, e, "");
        } finally {
            levels.setInitialBundleStartLevel(former);
        }
    }

    /**
     * Stops a bundle and whatever is wired to it, and gives it new content. When the framework refuses the content, or
     * cannot resolve it though the bundle was at work, the bundle has what it had and is started again.
     *
     * @param former what it has
     * @return what was stopped besides the bundle, to be started after it
     */
    List<Bundle> update(Bundle bundle, Path jar, Path former) throws DeployException, IOException {
        boolean isAtWork = bundle.getState() == Bundle.ACTIVE && Files.exists(former);
        List<Bundle> dependents;
        try (InputStream content = Files.newInputStream(jar)) {
            dependents = stopWithDependents(bundle);
            replace(bundle, content, dependents);
        }
        refresh(bundle);
        if (isAtWork && !resolve(bundle)) {
            throw putBack(bundle, former, dependents);
        }
        return dependents;
    }

    private UnresolvedException putBack(Bundle bundle, Path former, List<Bundle> dependents)
            throws DeployException, IOException {
        Resolution resolution = new Resolution(context);
        UnresolvedException fault =
                new UnresolvedException(Deployed.label(bundle), resolution.sentence(bundle), resolution.unmet(bundle));
        try (InputStream content = Files.newInputStream(former)) {
            replace(bundle, content, dependents);
        }
        refresh(bundle);
        restart(List.of(bundle));
        restart(dependents);
        return fault;
    }

    private void replace(Bundle bundle, InputStream content, List<Bundle> dependents) throws DeployException {
        try {
            bundle.update(content);
        } catch (BundleException e) {
            restart(List.of(bundle));
            restart(dependents);
            throw badManifest(Deployed.label(bundle), e, " The version before it goes on.");
        }
    }

    /**
     * Stops and removes a bundle.
     *
     * @return what was stopped besides the bundle, to be started again if it can do without
     */
    List<Bundle> uninstall(Bundle bundle) throws DeployException {
        List<Bundle> dependents = stopWithDependents(bundle);
        try {
            bundle.uninstall();
        } catch (BundleException e) {
            throw new DeployException(
                    Deployed.label(bundle), "cannot be removed (" + e.getMessage() + "); see the log.", e);
        }
        refresh(bundle);
        return dependents;
    }

    /** Starts a bundle; one that is active already is left alone. */
    void start(Bundle bundle) throws DeployException {
        String label = Deployed.label(bundle);
        try {
            threads.run(label, "starting", limits.startTimeoutInMs(), () -> bundle.start(START_OPTIONS));
        } catch (BundleException e) {
            throw startFailure(bundle, e);
        }
    }

    /** Resolves a bundle if that is possible now. */
    boolean resolve(Bundle bundle) {
        return wiring().resolveBundles(Set.of(bundle));
    }

    /** Whether what was lacking is there. */
    boolean areMet(List<BundleRequirement> needs) {
        Resolution resolution = new Resolution(context);
        return needs.stream().allMatch(resolution::isMet);
    }

    private void stop(Bundle bundle) throws DeployException {
        String label = Deployed.label(bundle);
        try {
            threads.run(label, "stopping", limits.stopTimeoutInMs(), () -> bundle.stop(Bundle.STOP_TRANSIENT));
        } catch (BundleException e) {
            throw new DeployException(label, "its stop failed (" + rootOf(e) + "); see the log.", e);
        }
    }

    private List<Bundle> stopWithDependents(Bundle bundle) throws DeployException {
        List<Bundle> dependents = activeDependents(bundle);
        try {
            for (Bundle dependent : dependents) {
                stop(dependent);
            }
            stop(bundle);
            return dependents;
        } catch (DeployException e) {
            restart(dependents);
            throw e;
        }
    }

    /** Starts again what was stopped for something that did not come about. */
    private void restart(Collection<Bundle> bundles) {
        for (Bundle bundle : bundles) {
            try {
                start(bundle);
            } catch (DeployException e) {
                LOG.warn("{}", e.getMessage(), e.getCause());
            }
        }
    }

    private List<Bundle> activeDependents(Bundle bundle) {
        return wiring().getDependencyClosure(Set.of(bundle)).stream()
                .filter(dependent -> !dependent.equals(bundle) && dependent.getState() == Bundle.ACTIVE)
                .sorted(Comparator.comparing(Bundle::getBundleId).reversed())
                .toList();
    }

    /** Drops the old content's class loader; the framework has done so itself when nothing is wired to the bundle. */
    private void refresh(Bundle bundle) throws DeployException {
        if (!wiring().getRemovalPendingBundles().contains(bundle)) {
            return;
        }
        CountDownLatch refreshed = new CountDownLatch(1);
        wiring().refreshBundles(Set.of(bundle), event -> refreshed.countDown());
        if (!await(refreshed)) {
            throw new DeployException(
                    Deployed.label(bundle),
                    "expected its refresh to end within " + limits.stopTimeoutInMs()
                            + " ms, it has not; restart the node if it stays so.",
                    null);
        }
    }

    private boolean await(CountDownLatch refreshed) {
        try {
            return refreshed.await(limits.stopTimeoutInMs(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private FrameworkWiring wiring() {
        return systemBundle().adapt(FrameworkWiring.class);
    }

    private Bundle systemBundle() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_ID);
    }

    private DeployException startFailure(Bundle bundle, BundleException e) {
        String location = bundle.getLocation();
        String sentence = e.getType() == BundleException.RESOLVE_ERROR
                ? new Resolution(context).sentence(bundle)
                : "its start failed with " + rootOf(e)
                        + "; correct it and copy the jar again, the log has the stack trace.";
        return new DeployException(Deployed.label(bundle), sentence, e, () -> !isActive(location));
    }

    /** By location, so that a recorded fault keeps no bundle alive. */
    private boolean isActive(String location) {
        Bundle bundle = context.getBundle(location);
        return bundle != null && bundle.getState() == Bundle.ACTIVE;
    }

    private static DeployException badManifest(String file, BundleException e, String outcome) {
        return new DeployException(
                file,
                "expected a manifest the framework accepts, got one it refuses (" + rootOf(e)
                        + "); correct it and build again." + outcome,
                e);
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause == null ? thrown : rootOf(cause);
    }
}
