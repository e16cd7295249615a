package dev.patchbay.module.internal;

import dev.patchbay.event.spi.Emits;
import dev.patchbay.event.spi.EventType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Announces the event about another order; while there is a queue. */
@Emits(Announcer.MOVED)
@Component(service = EventType.class, reference = @Reference(name = "modules", service = ModuleComponent.class))
public final class MoveEvents implements EventType {

    @Override
    public String schema() {
        return """
                {
                  "type": "object",
                  "properties": {
                    "in": {"const": "queue"},
                    "uids": {"type": "array", "items": {"type": "string"}}
                  },
                  "required": ["in", "uids"]
                }""";
    }
}
