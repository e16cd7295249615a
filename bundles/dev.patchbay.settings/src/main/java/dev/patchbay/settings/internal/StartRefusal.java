package dev.patchbay.settings.internal;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a start that would run on other settings than its owner wrote down.
 *
 * <p>It tells the sentence to the launcher ({@code failed}, see {@link LauncherNotes}), or without one to the standard
 * error stream, and stops the framework. A framework finishes raising its start level before it stops: a launcher that
 * wants nothing else started raises it in steps.
 */
final class StartRefusal {

    /** Goes to the log's file and not to the terminal, where the launcher says it. */
    private static final Logger START_LOG = LoggerFactory.getLogger("dev.patchbay.start");

    private static final Logger LOG = LoggerFactory.getLogger(StartRefusal.class);

    private StartRefusal() {}

    /**
     * Stops a node that is starting, without waiting for it; leaves one alone that already runs.
     *
     * @return whether the node was starting, and so whoever started it was told
     */
    static boolean refuse(BundleContext context, String sentence) {
        Bundle framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        boolean isStarting = framework.getState() == Bundle.STARTING;
        if (isStarting) {
            START_LOG.error("The start ends: {}", sentence);
            tell(context, sentence);
            stop(framework);
        }
        return isStarting;
    }

    @SuppressWarnings("SystemOut") // nobody else would tell the one who started it
    private static void tell(BundleContext context, String sentence) {
        if (!LauncherNotes.tell(context, "failed", sentence)) {
            System.err.println(sentence);
        }
    }

    private static void stop(Bundle framework) {
        try {
            framework.stop();
        } catch (BundleException e) {
            LOG.error("Cannot stop the framework after its start was refused", e);
        }
    }
}
