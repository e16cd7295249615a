package dev.patchbay.deploy.internal;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;

/** Finds out why a bundle is not resolved. Looks only; changes nothing in the framework. */
final class Resolution {

    private final BundleContext context;

    Resolution(BundleContext context) {
        this.context = context;
    }

    /** Why it is not resolved and what to do, in one sentence that does not name it. */
    String sentence(Bundle bundle) {
        List<BundleRequirement> required = mandatory(bundle);
        List<BundleRequirement> missing =
                required.stream().filter(need -> providers(need).isEmpty()).toList();
        if (!missing.isEmpty()) {
            return "needs " + missing.stream().map(this::missing).collect(Collectors.joining("; and "))
                    + "; put a bundle that has it into the deploy folder.";
        }
        return required.stream()
                .flatMap(need -> waitsFor(need).stream())
                .findFirst()
                .map(other -> "waits for " + other + ", which is not resolved itself; see there.")
                .orElse("needs packages that cannot be had together, since two of them use different versions"
                        + " of a third; the log has the resolver's words, correct the imports' version ranges.");
    }

    /** What it needs and nobody who is resolved has. */
    List<BundleRequirement> unmet(Bundle bundle) {
        return mandatory(bundle).stream().filter(need -> !isMet(need)).toList();
    }

    /** Whether somebody who is resolved has it. */
    boolean isMet(BundleRequirement need) {
        return providers(need).stream()
                .anyMatch(provider -> provider.getRevision().getWiring() != null);
    }

    private static List<BundleRequirement> mandatory(Bundle bundle) {
        return bundle.adapt(BundleRevision.class).getDeclaredRequirements(null).stream()
                .filter(need -> isIn(need, Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, Namespace.EFFECTIVE_RESOLVE))
                .filter(need -> isIn(need, Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE, Namespace.RESOLUTION_MANDATORY))
                .toList();
    }

    private static boolean isIn(BundleRequirement need, String directive, String expected) {
        return need.getDirectives().getOrDefault(directive, expected).equals(expected);
    }

    private Collection<BundleCapability> providers(BundleRequirement need) {
        return context.getBundle(Constants.SYSTEM_BUNDLE_ID)
                .adapt(FrameworkWiring.class)
                .findProviders(need);
    }

    private String missing(BundleRequirement need) {
        Need wanted = Need.of(need);
        return wanted.text() + ", which no bundle has"
                + others(wanted).map(text -> " (" + text + ")").orElse("");
    }

    /** Where the package is to be had in a version that does not fit. */
    private Optional<String> others(Need wanted) {
        return wanted.packageName()
                .flatMap(name -> Stream.of(context.getBundles())
                        .flatMap(bundle -> exports(bundle, name))
                        .findFirst());
    }

    private static Stream<String> exports(Bundle bundle, String packageName) {
        return bundle.adapt(BundleRevision.class).getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .filter(export -> packageName.equals(export.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)))
                .map(export -> Deployed.label(bundle) + " has version "
                        + export.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE));
    }

    private Optional<String> waitsFor(BundleRequirement need) {
        return isMet(need)
                ? Optional.empty()
                : providers(need).stream().findFirst().map(Resolution::owner);
    }

    private static String owner(BundleCapability provider) {
        return Deployed.label(provider.getRevision().getBundle());
    }
}
