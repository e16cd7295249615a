package dev.patchbay.worker.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * An installed bundle, with those whose packages it uses, and theirs; not the framework itself, which another JVM does
 * not have.
 */
final class BundleCode implements JavaCode {

    private final String symbolicName;
    private final BundleContext context;
    private final Path copies;
    private volatile CodeWatch watch = CodeWatch.NONE;

    /** @param copies a folder of ours */
    BundleCode(String symbolicName, BundleContext context, Path copies) {
        this.symbolicName = symbolicName;
        this.context = context;
        this.copies = copies;
    }

    @Override
    public List<Path> copy() throws IOException {
        Bundle bundle = find();
        if (bundle == null) {
            throw new IOException("Expected a bundle " + symbolicName + " to be installed, found none");
        }
        watch = new BundleWatch(this::find, bundle.getLastModified());
        resolve(bundle);
        List<Path> path = new ArrayList<>();
        for (Bundle each : needed(bundle)) {
            path.addAll(BundleCopy.of(each, copies));
        }
        return path;
    }

    /** Before that it is not known what it uses. When it cannot be, loading its class will tell. */
    private void resolve(Bundle bundle) {
        FrameworkWiring framework =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        if (bundle.getState() == Bundle.INSTALLED && framework != null) {
            var unused = framework.resolveBundles(List.of(bundle));
        }
    }

    /** The one of that name with the highest version; null for none. */
    private @Nullable Bundle find() {
        return Arrays.stream(context.getBundles())
                .filter(each -> symbolicName.equals(each.getSymbolicName()))
                .max(Comparator.comparing(Bundle::getVersion))
                .orElse(null);
    }

    private static Set<Bundle> needed(Bundle first) {
        Set<Bundle> all = new LinkedHashSet<>();
        List<Bundle> next = List.of(first);
        while (!next.isEmpty()) {
            all.addAll(next);
            next = next.stream()
                    .flatMap(each -> used(each).stream())
                    .filter(each -> !all.contains(each))
                    .distinct()
                    .collect(Collectors.toList());
        }
        return all;
    }

    private static List<Bundle> used(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        List<BundleWire> wires = wiring == null ? null : wiring.getRequiredWires(null);
        return Objects.requireNonNullElse(wires, List.<BundleWire>of()).stream()
                .filter(wire -> isOfCode(wire.getCapability().getNamespace()))
                .map(wire -> wire.getProvider().getBundle())
                .filter(each -> each.getBundleId() != Constants.SYSTEM_BUNDLE_ID)
                .toList();
    }

    private static boolean isOfCode(String namespace) {
        return namespace.equals("osgi.wiring.package") || namespace.equals("osgi.wiring.bundle");
    }

    @Override
    public CodeWatch watch() {
        return watch;
    }
}
