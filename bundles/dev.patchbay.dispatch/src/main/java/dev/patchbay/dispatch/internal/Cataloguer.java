package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Catalog;
import dev.patchbay.dispatch.Catalog.MethodDescription;
import dev.patchbay.dispatch.Catalog.TaskDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Describes what can be called. What cannot be described cannot be called either, and is left out. */
final class Cataloguer {

    private static final Logger LOG = LoggerFactory.getLogger(Cataloguer.class);

    Catalog catalog(Map<String, TaskTarget> tasks, Map<String, ProviderTarget> providers) {
        List<TaskDescription> taskDescriptions = new ArrayList<>();
        tasks.forEach((name, target) ->
                attempt(name, () -> taskDescriptions.add(target.binding().get().describe(origin(target.reference())))));
        List<MethodDescription> methodDescriptions = new ArrayList<>();
        providers.forEach((name, target) -> attempt(name, () -> methodDescriptions.addAll(target.describe())));
        return new Catalog(List.copyOf(taskDescriptions), List.copyOf(methodDescriptions));
    }

    private static void attempt(String name, Runnable description) {
        try {
            description.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("'{}' cannot be called: {}", name, e.getMessage());
        }
    }

    /** Symbolic name and version of the bundle a service comes from. */
    static String origin(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        return bundle == null ? "" : bundle.getSymbolicName() + "/" + bundle.getVersion();
    }
}
