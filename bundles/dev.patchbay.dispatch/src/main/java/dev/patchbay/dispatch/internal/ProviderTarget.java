package dev.patchbay.dispatch.internal;

import java.util.Map;
import org.osgi.framework.ServiceReference;

/**
 * A provider that can be called.
 *
 * @param instance the one instance, made by the first call
 * @param runs the runs on it, to interrupt those that outstay their welcome
 */
record ProviderTarget(
        ServiceReference<?> reference, Lazy<Map<String, MethodBinding>> methods, Lazy<Object> instance, Runs runs) {}
