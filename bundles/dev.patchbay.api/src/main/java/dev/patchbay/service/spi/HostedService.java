package dev.patchbay.service.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A long-running component with a thread of its own.
 *
 * <p>Publish it as a component that carries {@link ServiceName}:
 *
 * <pre>{@code
 * @ServiceName("sampler")
 * @Component
 * public final class Sampler implements HostedService {
 *     private final CountDownLatch end = new CountDownLatch(1);
 *
 *     @Override
 *     public void main() throws InterruptedException {
 *         while (!end.await(1, TimeUnit.SECONDS)) {
 *             sample();
 *         }
 *     }
 *
 *     @Override
 *     public void disable() {
 *         end.countDown();
 *     }
 * }
 * }</pre>
 *
 * <p>Its life: it is <em>available</em> as soon as it is registered and <em>enabled</em> while a thread runs
 * {@link #main}. When main returns or throws it is available again; nothing restarts it by itself, but the next
 * {@link dev.patchbay.service.HostedServices#get} runs main again in a new thread on the same instance. When its bundle
 * leaves or the node stops it is disabled first. A service that can be enabled again after {@link #disable} has to
 * forget that it was disabled when main begins.
 */
@ConsumerType
public interface HostedService {

    /**
     * Does the service's work until {@link #disable} is called.
     *
     * <p>Called on a thread of its own, never twice at one time. The thread is interrupted when it has not ended some
     * time after {@link #disable}; one that ignores that as well is left behind and named in the log.
     *
     * @throws Exception is logged with its stack trace and kept as the last failure; the node and other services do not
     *     notice
     */
    void main() throws Exception;

    /**
     * Makes {@link #main} return soon. Called on another thread while main runs; must return at once, and may come
     * before main has done anything. What it throws is logged, and main is interrupted.
     */
    void disable();
}
