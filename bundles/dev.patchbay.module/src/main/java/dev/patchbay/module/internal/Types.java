package dev.patchbay.module.internal;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The types of modules there are: those of the settings, and those of factories that no setting hides. */
final class Types {

    private final Supplier<Settings> settings;
    private final Spawning spawning;
    private final Factories factories;

    Types(Supplier<Settings> settings, Spawning spawning, Factories factories) {
        this.settings = settings;
        this.spawning = spawning;
        this.factories = factories;
    }

    /** Who makes modules of that type; empty when there is none of that kind. */
    Optional<ModuleSource> find(String type, boolean isBackground) {
        Settings now = settings.get();
        Optional<ProcessType> configured = now.type(type);
        if (configured.isPresent()) {
            return configured
                    .filter(process -> process.isBackground() == isBackground)
                    .map(process -> spawning.source(process, now));
        }
        return factories.find(type, isBackground);
    }

    /** Sorted. */
    List<String> names(boolean isBackground) {
        Settings now = settings.get();
        TreeSet<String> names = new TreeSet<>(factories.names(isBackground));
        now.types().values().forEach(type -> {
            names.remove(type.name());
            if (type.isBackground() == isBackground) {
                names.add(type.name());
            }
        });
        return List.copyOf(names);
    }
}
