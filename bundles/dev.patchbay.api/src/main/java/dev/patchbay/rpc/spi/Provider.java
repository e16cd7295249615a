package dev.patchbay.rpc.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A namespace of methods callable as {@code namespace.method}.
 *
 * <p>Publish it as a component that carries {@link ProviderName}, and mark the methods with {@link RpcMethod}:
 *
 * <pre>{@code
 * @ProviderName("clock")
 * @Component
 * public final class Clock implements Provider {
 *     @RpcMethod
 *     public String now(@Default("\"UTC\"") String zone) { ... }
 * }
 * }</pre>
 *
 * <p>One instance serves all callers at once, each on a thread of its own, so the methods must be thread-safe.
 * They may block, unless they are {@link RpcMethod#brief}. A leaving provider finishes the calls that run on it
 * before it is deactivated (bounded by the drain time), and calls for its name wait a bounded time for its successor.
 */
@ConsumerType
public interface Provider {}
