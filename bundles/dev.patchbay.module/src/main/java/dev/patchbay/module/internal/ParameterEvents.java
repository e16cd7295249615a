package dev.patchbay.module.internal;

import dev.patchbay.event.spi.Emits;
import dev.patchbay.event.spi.EventType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Announces the event with what a module says of itself; while there are queue and pool. */
@Emits(Announcer.PARAMETERS)
@Component(service = EventType.class, reference = @Reference(name = "modules", service = ModuleComponent.class))
public final class ParameterEvents implements EventType {

    @Override
    public String schema() {
        return """
                {
                  "type": "object",
                  "properties": {
                    "in": {"enum": ["queue", "pool"]},
                    "uid": {"type": "string"},
                    "type": {"type": "string"},
                    "set": {"type": "object"},
                    "unset": {"type": "array", "items": {"type": "string"}}
                  },
                  "required": ["in", "uid", "type", "set", "unset"]
                }""";
    }
}
