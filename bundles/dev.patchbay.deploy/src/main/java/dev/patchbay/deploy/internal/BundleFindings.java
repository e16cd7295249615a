package dev.patchbay.deploy.internal;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleRevision;

/** Says why bundles of ours and of the deploy folder are not active; sentences by bundle. */
final class BundleFindings {

    private static final String OURS = "dev.patchbay.";

    private final BundleContext context;

    BundleFindings(BundleContext context) {
        this.context = context;
    }

    /** Whether anybody wants to hear about this bundle: it came from the deploy folder or is one of the host's own. */
    static boolean isOfInterest(Bundle bundle) {
        return Deployed.file(bundle) != null || isOurs(String.valueOf(bundle.getSymbolicName()));
    }

    /** Whether a bundle of that symbolic name is one of the host's own. */
    static boolean isOurs(String symbolicName) {
        return symbolicName.startsWith(OURS);
    }

    /** Those that are installed and cannot be resolved. */
    SortedMap<String, String> unresolved() {
        return inState(Bundle.INSTALLED, new Resolution(context)::sentence);
    }

    /** Those that are resolved and do not run. */
    SortedMap<String, String> stopped() {
        return inState(
                Bundle.RESOLVED,
                bundle -> "is resolved but not started; start it, or look in the log for why its start failed.");
    }

    private SortedMap<String, String> inState(int state, Function<Bundle, String> sentence) {
        SortedMap<String, String> sentences = new TreeMap<>();
        Stream.of(context.getBundles())
                .filter(bundle -> bundle.getState() == state && isOfInterest(bundle) && !isFragment(bundle))
                .forEach(bundle -> sentences.put(Deployed.label(bundle), sentence.apply(bundle)));
        return sentences;
    }

    private static boolean isFragment(Bundle bundle) {
        return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }
}
