package org.example.appliance;

import dev.patchbay.plugin.PluginDispatcher;
import dev.patchbay.plugin.spi.Plugin;
import dev.patchbay.plugin.spi.PluginName;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Registers everything about volumes. What it registers is removed with it; it need not clean up. */
@PluginName("storage")
@Component
public final class StoragePlugin implements Plugin {

    /** Whoever is attached may forbid that a volume is deleted. */
    static final String MAY_DELETE = "volume.delete";

    static final String CHANGED = "volume.changed";

    private static final long PERIOD_IN_MS = 1_000;

    @Override
    public void init(PluginDispatcher dispatcher) {
        Volumes volumes = new Volumes(new NodeKeeper(dispatcher));
        dispatcher.registerSchemaDefinition(Volume.SCHEMA_NAME, Volume.schema());
        dispatcher.registerHook(MAY_DELETE);
        dispatcher.registerEventType(CHANGED, null);
        dispatcher.registerEventSource(
                "temperature", new TemperatureSource(PERIOD_IN_MS), List.of(TemperatureSource.EVENT), true);
        dispatcher.registerTaskHandler("volume.scrub", ScrubTask.class, () -> new ScrubTask(volumes));
        dispatcher.registerProvider("volume", new VolumeProvider(volumes));
    }

    @Override
    public Map<String, Object> metadata() {
        return Map.of("description", "Volumes, their temperature, and how they are scrubbed");
    }

    /** Lets the node know of every volume: as something jobs lock, and by an event. */
    private record NodeKeeper(PluginDispatcher dispatcher) implements Volumes.Keeper {

        @Override
        public void created(Volume volume) {
            dispatcher.registerResource(volume.resource(), List.of("system"));
            tell("create", volume);
        }

        @Override
        public boolean mayDelete(Volume volume) {
            return dispatcher.runHook(MAY_DELETE, List.of(volume.name()));
        }

        @Override
        public void deleted(Volume volume) {
            dispatcher.unregisterResource(volume.resource());
            tell("delete", volume);
        }

        private void tell(String operation, Volume volume) {
            dispatcher.emitEvent(CHANGED, Map.of("operation", operation, "ids", List.of(volume.name())));
        }
    }
}
