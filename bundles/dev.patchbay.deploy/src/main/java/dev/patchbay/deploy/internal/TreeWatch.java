package dev.patchbay.deploy.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into the folders besides the node's own and everything below them, and hands what has come, changed or gone to the
 * installer, as soon as two looks in a row have found it the same. File Install does that for the node's own folder; of
 * what goes on below one it misses removals.
 */
final class TreeWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TreeWatch.class);
    private static final String UNKNOWN = "";

    private final Folders folders;
    private final JarInstaller installer;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "patchbay-folders"));

    /** Fingerprints of the jars that the last look has found; only the thread touches it, as the one below. */
    private Map<Path, String> last = Map.of();

    /** Fingerprints of the jars the installer knows. */
    private final Map<Path, String> handed = new HashMap<>();

    private TreeWatch(Folders folders, JarInstaller installer) {
        this.folders = folders;
        this.installer = installer;
    }

    /**
     * Starts to look, unless there is nowhere to look.
     *
     * @param known the jars the installer knows already
     * @param pollInMs between two looks, in milliseconds
     */
    static TreeWatch open(Folders folders, JarInstaller installer, Collection<Path> known, long pollInMs) {
        TreeWatch watch = new TreeWatch(folders, installer);
        known.forEach(jar -> watch.handed.put(jar, UNKNOWN));
        if (!folders.others().isEmpty()) {
            watch.thread.scheduleWithFixedDelay(watch::look, pollInMs, pollInMs, TimeUnit.MILLISECONDS);
        }
        return watch;
    }

    private void look() {
        try {
            Map<Path, String> found = new HashMap<>();
            for (Path jar : folders.jarsOfOthers()) {
                found.put(jar, Stage.fingerprint(jar));
            }
            hand(found);
            last = found;
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("A folder changed while it was looked at; it is looked at again", e);
        } catch (RuntimeException | Error e) { // or the looking would end without a word
            LOG.error("A change in the folders could not be followed; it is tried again", e);
        }
    }

    private void hand(Map<Path, String> found) {
        gone(found).forEach(jar -> {
            handed.remove(jar);
            installer.uninstall(jar.toFile());
        });
        found.forEach((jar, fingerprint) -> {
            if (fingerprint.equals(last.get(jar)) && !fingerprint.equals(handed.get(jar))) {
                handed.put(jar, fingerprint);
                installer.install(jar.toFile());
            }
        });
    }

    private List<Path> gone(Map<Path, String> found) {
        List<Path> gone = new ArrayList<>(handed.keySet());
        gone.removeAll(found.keySet());
        gone.removeAll(last.keySet());
        return gone;
    }

    /** Looks no more; what is being installed may go on a while. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
