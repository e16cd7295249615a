package dev.patchbay.deploy.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Map;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Has File Install watch the deploy folder and hand its files to our installer, for as long as this is open. */
final class FolderWatch implements AutoCloseable {

    private static final String FACTORY_PID = "org.apache.felix.fileinstall";
    private static final String NAME = "patchbay-deploy";
    private static final String KEY = "felix.fileinstall.";

    private final Configuration configuration;
    private final ServiceRegistration<ArtifactInstaller> registration;

    private FolderWatch(Configuration configuration, ServiceRegistration<ArtifactInstaller> registration) {
        this.configuration = configuration;
        this.registration = registration;
    }

    /**
     * Starts the watch; File Install notices on a thread of its own.
     *
     * @param pollInMs between two looks into the folder; a new file is handed over when two looks found it the same
     */
    static FolderWatch open(
            BundleContext context, ConfigurationAdmin admin, ArtifactInstaller installer, Path folder, long pollInMs)
            throws IOException {
        Configuration configuration = admin.getFactoryConfiguration(FACTORY_PID, NAME, "?");
        // the installer first: without it File Install would take the jars itself
        ServiceRegistration<ArtifactInstaller> registration =
                context.registerService(ArtifactInstaller.class, installer, aheadOfOthers());
        try {
            configuration.updateIfDifferent(properties(folder, pollInMs));
            return new FolderWatch(configuration, registration);
        } catch (IOException e) {
            registration.unregister();
            throw e;
        }
    }

    private static Dictionary<String, Object> aheadOfOthers() {
        return FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_RANKING, Integer.MAX_VALUE));
    }

    private static Dictionary<String, Object> properties(Path folder, long pollInMs) {
        return FrameworkUtil.asDictionary(Map.of(
                KEY + "dir", folder.toString(),
                KEY + "poll", Long.toString(pollInMs),
                KEY + "filter", "[^.].*\\.jar",
                KEY + "subdir.mode", "skip",
                KEY + "bundles.new.start", "false",
                // after a crash this configuration is still there, and a scan at once would come before our installer
                KEY + "noInitialDelay", "false",
                // its file system watcher ignores overflows and then misses new files; listing one folder is cheap
                KEY + "disableNio2", "true"));
    }

    /** Ends the watch. */
    @Override
    public void close() throws IOException {
        try {
            configuration.delete();
        } finally {
            registration.unregister();
        }
    }
}
