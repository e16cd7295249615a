package dev.patchbay.deploy.internal;

import dev.patchbay.node.Diagnosis;
import dev.patchbay.node.spi.FindingSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * Looks at bundles, files and components, in this order, and asks every {@link FindingSource}; one finding for a subject,
 * the first.
 */
@Component
public final class NodeDiagnosis implements Diagnosis {

    private final Problems problems;
    private final BundleFindings bundles;
    private final ComponentFindings components;

    /** Those who know of themselves what is missing. */
    @Reference(policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<FindingSource> sources = List.of();

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
        sources.forEach(source ->
                source.findings().forEach(finding -> sentences.putIfAbsent(finding.subject(), finding.sentence())));
        return sentences.entrySet().stream()
                .map(entry -> new Finding(entry.getKey(), entry.getValue()))
                .toList();
    }
}
