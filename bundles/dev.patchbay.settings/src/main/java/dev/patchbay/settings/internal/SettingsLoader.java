package dev.patchbay.settings.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the file and applies what changed in it.
 *
 * <p>One thread at a time loads; any thread may look at {@link #current}.
 */
final class SettingsLoader {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsLoader.class);

    private final Path file;
    private final Assignments assignments;
    private final PathExpansion paths;
    private final Supplier<SectionTypes> types;
    private final Configurations configurations;

    private volatile Settings current = Settings.NONE;
    private volatile @Nullable String reportedProblem;

    /**
     * @param assignments go before what is in the file
     * @param types asked at each load, since bundles come and go
     */
    SettingsLoader(
            Path file,
            Assignments assignments,
            PathExpansion paths,
            Supplier<SectionTypes> types,
            Configurations configurations) {
        this.file = file;
        this.assignments = assignments;
        this.paths = paths;
        this.types = types;
        this.configurations = configurations;
    }

    /** The settings that hold: those of the last file that was not refused. */
    Settings current() {
        return current;
    }

    /** Reads the file and applies it. A refused file changes nothing. */
    void load() throws SettingsProblem {
        SectionTypes known = types.get();
        Settings next =
                SettingsChecker.check(SettingsDocument.read(file, assignments, paths, known.originals()), known);
        List<String> changed = apply(next);
        reportNews(next, changed);
        current = next;
    }

    /** Applies that there is no file. */
    void loadNothing() throws SettingsProblem {
        apply(Settings.NONE);
    }

    /** As {@link #load}, but a problem goes to the log: once, until it is another one or over. */
    void reload() {
        try {
            load();
            if (reportedProblem != null) {
                LOG.info("{} is good again", file);
            }
            reportedProblem = null;
        } catch (SettingsProblem e) {
            report(e);
        }
    }

    /** Remembers and logs a problem. */
    void report(SettingsProblem problem) {
        String message = problem.sentence();
        if (!message.equals(reportedProblem)) {
            LOG.error("Settings refused, nothing is changed: {}", message);
        }
        reportedProblem = message;
    }

    /** Why the file is refused, as it was reported; null while it holds. */
    @Nullable
    String problem() {
        return reportedProblem;
    }

    private List<String> apply(Settings next) throws SettingsProblem {
        List<String> changed = new ArrayList<>();
        for (CheckedSection section : next.sections().values()) {
            SectionName name = section.section().name();
            if (!next.agreesOn(name, current) && update(name, section)) {
                changed.add(name.toString());
            }
        }
        changed.addAll(deleteWhatIsGone(next));
        return changed;
    }

    private boolean update(SectionName name, CheckedSection section) throws SettingsProblem {
        try {
            return configurations.update(name, section.properties());
        } catch (IOException | IllegalArgumentException e) {
            throw SettingsProblem.notStored(file, name.toString(), e);
        }
    }

    private List<String> deleteWhatIsGone(Settings next) throws SettingsProblem {
        try {
            return configurations.deleteAllBut(next.sections().keySet());
        } catch (IOException e) {
            throw SettingsProblem.notStored(file, "(removed)", e);
        }
    }

    private void reportNews(Settings next, List<String> changed) {
        if (!changed.isEmpty()) {
            LOG.info("{} read, changed sections: {}", file, String.join(", ", changed));
        }
        if (!next.warnings().equals(current.warnings())) {
            next.warnings().forEach(LOG::warn);
        }
        if (!next.unknownSections().equals(current.unknownSections())
                && !next.unknownSections().isEmpty()) {
            LOG.info("Sections no installed bundle knows (yet): {}", String.join(", ", next.unknownSections()));
        }
    }
}
