package dev.patchbay.deploy.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The bundles that came from the deploy folder. The framework remembers them by location; nothing is kept here. */
final class Deployed {

    private static final String PREFIX = "patchbay:deploy/";

    private final BundleContext context;

    Deployed(BundleContext context) {
        this.context = context;
    }

    /** The location a file is installed under. */
    static String location(String file) {
        return PREFIX + file;
    }

    /** The file a bundle came from, or null when it did not come from the deploy folder. */
    static @Nullable String file(Bundle bundle) {
        String location = bundle.getLocation();
        return location.startsWith(PREFIX) ? location.substring(PREFIX.length()) : null;
    }

    /** What to call a bundle: its file, or its symbolic name when it is not from the deploy folder. */
    static String label(Bundle bundle) {
        String file = file(bundle);
        return file != null ? file : String.valueOf(bundle.getSymbolicName());
    }

    /** The bundle that came from a file. */
    Optional<Bundle> find(String file) {
        return Optional.ofNullable(context.getBundle(location(file)));
    }

    /** All of them, oldest first. */
    List<Bundle> all() {
        return Stream.of(context.getBundles())
                .filter(bundle -> file(bundle) != null)
                .sorted(Comparator.comparing(Bundle::getBundleId))
                .toList();
    }

    /** Whether the bundle of that file is at work. */
    boolean isActive(String file) {
        return find(file).filter(bundle -> bundle.getState() == Bundle.ACTIVE).isPresent();
    }

    /** A bundle from elsewhere than the file that has the same name and version. */
    Optional<Bundle> twin(String file, BundleJar jar) {
        return Stream.of(context.getBundles())
                .filter(bundle -> !bundle.getLocation().equals(location(file)))
                .filter(bundle -> jar.symbolicName().equals(bundle.getSymbolicName()))
                .filter(bundle -> jar.version().equals(bundle.getVersion()))
                .findFirst();
    }
}
