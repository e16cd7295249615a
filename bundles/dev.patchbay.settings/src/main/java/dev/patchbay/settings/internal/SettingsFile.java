package dev.patchbay.settings.internal;

import dev.patchbay.node.Diagnosis.Finding;
import dev.patchbay.node.spi.FindingSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings file of this node. Thread-safe.
 *
 * <ol>
 *   <li>On activation it is read and applied, before the call returns: bundles of a later start level find their
 *       configuration in place. A refused file stops a node that is just starting, see {@link StartRefusal}.
 *   <li>When they name a lock file, the launcher is asked to take it; a refusal ends the start as well.
 *   <li>Then it is watched; what changed in it is applied, a refused file changes nothing.
 *   <li>A bundle that brings declarations of its own has the file checked again, which changes no configuration.
 *   <li>On deactivation the configurations stay.
 * </ol>
 */
@Component(
        service = {SettingsFile.class, FindingSource.class},
        immediate = true)
public final class SettingsFile implements FindingSource {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);

    private final BundleContext context;
    private final SettingsLocation location;
    private final SettingsLoader loader;
    private final FileWatch watch;
    private final Optional<StartLock> lock;
    private final BundleListener listener = this::onBundleEvent;

    /** Reads the file; blocks for as long as that takes. */
    @Activate
    public SettingsFile(
            BundleContext context, @Reference ConfigurationAdmin admin, @Reference MetatypeReader metatypes) {
        this(context, admin, metatypes, System::getenv);
    }

    /** @param variables environment variables by name */
    SettingsFile(
            BundleContext context,
            ConfigurationAdmin admin,
            MetatypeReader metatypes,
            UnaryOperator<@Nullable String> variables) {
        this.context = context;
        location = SettingsLocation.find(context::getProperty, variables);
        PathExpansion paths = new PathExpansion(variables, System.getProperty("user.home", "~"));
        Assignments assignments = Assignments.of(context.getProperty(Assignments.PROPERTY));
        loader = new SettingsLoader(location.file(), assignments, paths, metatypes::read, new Configurations(admin));
        watch = new FileWatch(location.file(), this::reload);
        lock = loadFirst() ? StartLock.of(context, loader.current()) : Optional.empty();
        lock.flatMap(StartLock::refusal).ifPresent(this::refuseLock);
        watch.start();
        context.addBundleListener(listener);
    }

    @Deactivate
    void deactivate() {
        context.removeBundleListener(listener);
        watch.close();
        lock.ifPresent(StartLock::announceEnd);
    }

    /** The settings that hold. */
    Settings current() {
        return loader.current();
    }

    @Override
    public List<Finding> findings() {
        String problem = loader.problem();
        return problem == null
                ? List.of()
                : List.of(new Finding("settings", "refused, nothing is changed: " + problem));
    }

    /** Whether the file was not refused. */
    private boolean loadFirst() {
        try {
            if (location.isVacant()) {
                LOG.info("There is no {}; everything runs on its defaults", location.file());
                loader.loadNothing();
            } else {
                loader.load();
            }
            return true;
        } catch (SettingsProblem e) {
            refuse(e);
            return false;
        }
    }

    /** Says it once: who was told by the refused start need not read it in the log's lines on the terminal as well. */
    private void refuse(SettingsProblem problem) {
        if (StartRefusal.refuse(context, problem.sentence())) {
            LOG.debug("Settings refused, the start ends", problem);
        } else {
            loader.report(problem);
        }
    }

    private void refuseLock(String sentence) {
        if (!StartRefusal.refuse(context, sentence)) {
            LOG.error(sentence);
        }
    }

    private void reload() {
        if (!location.isVacant() || !loader.current().equals(Settings.NONE)) {
            loader.reload();
        }
    }

    private void onBundleEvent(BundleEvent event) {
        boolean isNew = event.getType() == BundleEvent.INSTALLED || event.getType() == BundleEvent.UPDATED;
        if (isNew && MetatypeReader.hasDeclarations(event.getBundle())) {
            watch.poke();
        }
    }
}
