package dev.patchbay.module.internal;

import dev.patchbay.event.spi.Emits;
import dev.patchbay.event.spi.EventType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Announces the events about modules that come, play, and go; while there are queue and pool. */
@Emits({Announcer.ADDED, Announcer.PLAYING, Announcer.SUSPENDED, Announcer.REMOVED})
@Component(service = EventType.class, reference = @Reference(name = "modules", service = ModuleComponent.class))
public final class LifeEvents implements EventType {

    @Override
    public String schema() {
        return """
                {
                  "type": "object",
                  "properties": {
                    "in": {"enum": ["queue", "pool"]},
                    "uid": {"type": "string"},
                    "type": {"type": "string"},
                    "reason": {"type": "string"}
                  },
                  "required": ["in", "uid", "type"]
                }""";
    }
}
