package dev.patchbay.service;

import dev.patchbay.service.spi.HostedService;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The hosted services by name: made, enabled, revived, watched, disabled.
 *
 * <p>Services published as components come and go by themselves; {@link #create} and {@link #delete} are for those who
 * register by code. A name is the service's own or its {@link dev.patchbay.naming.OriginalId}. Thread-safe; any method
 * may be called from a service's main.
 */
@ProviderType
public interface HostedServices {

    /** Makes a service available. @return false when the name is taken */
    boolean create(String name, HostedService service);

    /**
     * Enables a service; returns when its thread is up. Does not wait for anything main does.
     *
     * @return false when it is not available, enabled already, or the node stops
     */
    boolean enable(String name);

    /** Enables every service that is not, in order. @return whether every one could be */
    boolean enableAll();

    /**
     * Disables a service and waits for its thread, at most the time of setting {@code service.stopInMs}; a thread that
     * is still there then has been interrupted and is left behind.
     *
     * @return false when it is not enabled
     */
    boolean disable(String name);

    /** Disables those that are enabled at this moment, in reverse order. @return whether every one could be */
    boolean disableAll();

    /** Forgets a service. Does not end its thread. @return false when there is none of that name */
    boolean delete(String name);

    /** Forgets every service. Does not end their threads. @return whether every one could be */
    boolean deleteAll();

    /**
     * The service of that name, enabled: one that is only available is enabled first, on the same instance, by exactly
     * one of those who ask at the same time.
     *
     * @return empty when there is none of that name, which is logged, when it could not be enabled, or when the node
     *     stops and it is not enabled; a service whose main has returned at once is still given
     */
    Optional<HostedService> get(String name);

    /** Enables no more, disables all, forgets all, and can be used anew. */
    void stop();

    /** What the watchdog sees, in the order of enabling. */
    List<ServiceStatus> list();
}
