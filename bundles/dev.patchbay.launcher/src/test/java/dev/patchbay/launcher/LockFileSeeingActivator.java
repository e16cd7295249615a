package dev.patchbay.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Starts only when the lock file is there; runs inside the framework. */
public final class LockFileSeeingActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        require(context);
    }

    @Override
    public void stop(BundleContext context) {
        require(context);
    }

    private static void require(BundleContext context) {
        if (!Files.exists(Path.of(context.getProperty("patchbay.home"), "server.lock"))) {
            throw new IllegalStateException("no lock file");
        }
    }
}
