package dev.patchbay.settings.internal;

import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock file that {@code host/lockFilePath} asks for. The launcher makes it, before a bundle of a later start level
 * runs, and removes it when the framework has stopped; only the settings know its name.
 */
final class StartLock {

    private static final Logger LOG = LoggerFactory.getLogger(StartLock.class);

    private static final SectionName SECTION = SectionName.of("host");
    private static final String KEY = "lockFilePath";

    private final BundleContext context;
    private final String path;

    private StartLock(BundleContext context, String path) {
        this.context = context;
        this.path = path;
    }

    /** The one that settings name; empty when they name none. */
    static Optional<StartLock> of(BundleContext context, Settings settings) {
        return Optional.ofNullable(settings.sections().get(SECTION))
                .map(section -> section.properties().get(KEY))
                .map(Object::toString)
                .filter(path -> !path.isBlank())
                .map(path -> new StartLock(context, path));
    }

    /**
     * Has it taken; harmless when this node holds it.
     *
     * @return why not, in one sentence; empty when it is taken
     */
    Optional<String> refusal() {
        try {
            if (LauncherNotes.tell(context, "lock", path)) {
                LOG.info("lock file {} taken", path);
            } else {
                LOG.warn("There is no lock file {}, since no launcher is here to keep it", path);
            }
            return Optional.empty();
        } catch (IllegalStateException e) {
            LOG.debug("The lock file {} was refused", path, e);
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** For the log's reader: the last that can be said before logging itself ends. */
    void announceEnd() {
        LOG.info("lock file {} is removed as the last act of this stop", path);
    }
}
