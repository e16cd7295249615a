package dev.patchbay.deploy.internal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.resource.Namespace;

/**
 * A requirement in words.
 *
 * @param text what is needed
 * @param packageName the package, when it is one
 */
record Need(String text, Optional<String> packageName) {

    private static final Pattern PACKAGE = Pattern.compile("\\(osgi\\.wiring\\.package=([^)]+)\\)");
    private static final Pattern FLOOR = Pattern.compile("(?<!\\(!)\\(version>=([^)]+)\\)");
    private static final Pattern CEILING = Pattern.compile("\\(!\\(version>=([^)]+)\\)\\)");
    private static final Pattern JAVA = Pattern.compile("\\(version=([^)]+)\\)");

    /** Puts a requirement into words. */
    static Need of(BundleRequirement requirement) {
        String filter = requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
        return switch (requirement.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE -> ofPackage(filter);
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE -> ofJava(filter);
            default -> new Need("the capability " + requirement.getNamespace() + " " + filter, Optional.empty());
        };
    }

    private static Need ofPackage(String filter) {
        String name = first(PACKAGE, filter).orElse(filter);
        String floor =
                first(FLOOR, filter).map(version -> " from version " + version).orElse("");
        String ceiling =
                first(CEILING, filter).map(version -> " below " + version).orElse("");
        return new Need("the package " + name + floor + ceiling, Optional.of(name));
    }

    private static Need ofJava(String filter) {
        String version = first(JAVA, filter).orElse(filter);
        return new Need(
                "Java " + version + " (the node runs on " + Runtime.version().feature() + ")", Optional.empty());
    }

    private static Optional<String> first(Pattern pattern, String filter) {
        Matcher matcher = pattern.matcher(filter);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
