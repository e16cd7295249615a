package dev.patchbay.deploy.internal;

import dev.patchbay.node.Diagnosis;
import dev.patchbay.plugin.Plugins;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Looks at bundles, files, components and plugins, in this order; one finding for a subject, the first. */
@Component
public final class NodeDiagnosis implements Diagnosis {

    private final Problems problems;
    private final BundleFindings bundles;
    private final ComponentFindings components;

    /** A node can do without plugins. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Plugins plugins;

    @Activate
    public NodeDiagnosis(
            BundleContext context, @Reference Problems problems, @Reference ServiceComponentRuntime runtime) {
        this.problems = problems;
        this.bundles = new BundleFindings(context);
        this.components = new ComponentFindings(context, runtime);
    }

    @Override
    public List<Finding> findings() {
        Map<String, String> sentences = new LinkedHashMap<>(bundles.unresolved());
        problems.sentences().forEach(sentences::putIfAbsent);
        bundles.stopped().forEach(sentences::putIfAbsent);
        components.sentences().forEach(sentences::putIfAbsent);
        pluginProblems().forEach(sentences::putIfAbsent);
        return sentences.entrySet().stream()
                .map(entry -> new Finding(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Map<String, String> pluginProblems() {
        Map<String, String> problems = new LinkedHashMap<>();
        Plugins hosted = plugins;
        for (Plugins.Status plugin : hosted == null ? List.<Plugins.Status>of() : hosted.list()) {
            String problem = plugin.problem();
            if (problem != null) {
                problems.put("plugin " + plugin.name(), "of " + plugin.bundle() + ", " + problem);
            }
        }
        return problems;
    }
}
