package dev.patchbay.deploy.internal;

import java.util.List;
import org.osgi.framework.wiring.BundleRequirement;

/** A new version cannot be resolved, and the one before it goes on. */
final class UnresolvedException extends DeployException {

    private static final long serialVersionUID = 1L;

    private final transient List<BundleRequirement> unmet;

    /** @param unmet what it lacked; of a version that was never resolved, so it keeps no class loader alive */
    UnresolvedException(String culprit, String sentence, List<BundleRequirement> unmet) {
        super(culprit, sentence + " The version before it goes on.", null);
        this.unmet = List.copyOf(unmet);
    }

    /** What has to come before it is worth another try; empty when only another version can help. */
    List<BundleRequirement> unmet() {
        return unmet;
    }
}
