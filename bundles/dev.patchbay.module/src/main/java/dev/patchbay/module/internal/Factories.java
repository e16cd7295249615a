package dev.patchbay.module.internal;

import dev.patchbay.module.spi.ModuleFactory;
import dev.patchbay.module.spi.ModuleType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The factories that are published. Of those of one type the one with the highest service ranking counts. */
final class Factories extends ServiceTracker<ModuleFactory, NodeSource> {

    private static final Logger LOG = LoggerFactory.getLogger(Factories.class);

    private final Equipment equipment;
    private final Supplier<Settings> settings;
    private final Consumer<NodeSource> onLeft;

    /** @param onLeft removes the modules of one that leaves, which waits for it meanwhile */
    Factories(BundleContext context, Equipment equipment, Supplier<Settings> settings, Consumer<NodeSource> onLeft) {
        super(context, ModuleFactory.class, null);
        this.equipment = equipment;
        this.settings = settings;
        this.onLeft = onLeft;
    }

    @Override
    public @Nullable NodeSource addingService(ServiceReference<ModuleFactory> reference) {
        if (!(reference.getProperty(ModuleType.TYPE_PROPERTY) instanceof String type)) {
            LOG.warn(
                    "Expected a module factory with @ModuleType, got {} of {} without",
                    reference,
                    reference.getBundle());
            return null;
        }
        boolean isBackground = Boolean.TRUE.equals(reference.getProperty(ModuleType.BACKGROUND_PROPERTY));
        return new NodeSource(type, isBackground, context.getService(reference), equipment, settings);
    }

    @Override
    public void removedService(ServiceReference<ModuleFactory> reference, NodeSource source) {
        source.withdraw();
        onLeft.accept(source);
        context.ungetService(reference);
    }

    Optional<ModuleSource> find(String type, boolean isBackground) {
        return sources()
                .filter(source -> source.type().equals(type) && source.isBackground() == isBackground)
                .<ModuleSource>map(source -> source)
                .findFirst();
    }

    List<String> names(boolean isBackground) {
        return sources()
                .filter(source -> source.isBackground() == isBackground)
                .map(NodeSource::type)
                .toList();
    }

    private Stream<NodeSource> sources() {
        @Nullable ServiceReference<ModuleFactory>[] references = getServiceReferences();
        return references == null
                ? Stream.empty()
                : Arrays.stream(references)
                        .sorted(Comparator.reverseOrder())
                        .map(this::getService)
                        .filter(Objects::nonNull);
    }
}
