package dev.patchbay.worker.internal;

import dev.patchbay.event.spi.Emits;
import dev.patchbay.event.spi.EventType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** Announces the events about modules. */
@Emits({Announcer.LOADED, Announcer.UNLOADED, Announcer.RELOADED, Announcer.DIED})
@Component(
        service = EventType.class,
        configurationPid = "dev.patchbay.worker",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ModuleEvents implements EventType {

    @Override
    public String schema() {
        return """
                {
                  "type": "object",
                  "properties": {
                    "name": {"type": "string"},
                    "pid": {"type": "integer"},
                    "problem": {"type": "string"}
                  },
                  "required": ["name"]
                }""";
    }
}
