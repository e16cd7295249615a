package dev.patchbay.plugin.internal;

import dev.patchbay.job.Jobs;
import dev.patchbay.job.Resources;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** The job engine, which a node can do without and which may come later. Thread-safe. */
final class JobServices implements AutoCloseable {

    private static final long WAIT_IN_MS = 5_000;

    private final ServiceTracker<Jobs, Jobs> jobs;
    private final ServiceTracker<Resources, Resources> resources;

    /** @param onCome is called when a job engine has come: it knows nothing of what another one was told */
    JobServices(BundleContext context, Runnable onCome) {
        this.jobs = new ServiceTracker<>(context, Jobs.class, null);
        this.resources = new ServiceTracker<>(context, Resources.class, null) {
            @Override
            public Resources addingService(ServiceReference<Resources> reference) {
                onCome.run();
                return super.addingService(reference);
            }
        };
    }

    void open() {
        jobs.open();
        resources.open();
    }

    /** Waits for it a while. @throws IllegalStateException when there is none */
    Jobs jobs() {
        return awaited(jobs);
    }

    /** Likewise. */
    Resources resources() {
        return awaited(resources);
    }

    /** Does something with the resources if there are any. */
    void withResources(Consumer<Resources> work) {
        Optional.ofNullable(resources.getService()).ifPresent(work);
    }

    private static <S> S awaited(ServiceTracker<S, S> tracker) {
        try {
            S service = tracker.waitForService(WAIT_IN_MS);
            if (service != null) {
                return service;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException(
                "Expected the job engine, got none within " + WAIT_IN_MS + " ms; 'why' tells why it is not there");
    }

    @Override
    public void close() {
        resources.close();
        jobs.close();
    }
}
