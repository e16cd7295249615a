package dev.patchbay.module.internal;

import dev.patchbay.module.spi.ModuleFactory;
import java.util.function.Supplier;

/** Makes modules that run inside the node, by one factory. Equal to itself only. */
final class NodeSource implements ModuleSource {

    private final String type;
    private final boolean isBackground;
    private final ModuleFactory factory;
    private final Equipment equipment;
    private final Supplier<Settings> settings;
    private volatile boolean isWithdrawn;

    NodeSource(
            String type,
            boolean isBackground,
            ModuleFactory factory,
            Equipment equipment,
            Supplier<Settings> settings) {
        this.type = type;
        this.isBackground = isBackground;
        this.factory = factory;
        this.equipment = equipment;
        this.settings = settings;
    }

    String type() {
        return type;
    }

    boolean isBackground() {
        return isBackground;
    }

    @Override
    public ModuleStart start(Identity identity, ChannelListener listener) {
        NodeStart start = new NodeStart(equipment, settings.get(), identity, listener);
        start.begin(factory);
        return start;
    }

    void withdraw() {
        isWithdrawn = true;
    }

    @Override
    public boolean isWithdrawn() {
        return isWithdrawn;
    }
}
