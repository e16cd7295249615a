package dev.patchbay.job.internal;

import dev.patchbay.event.spi.Emits;
import dev.patchbay.event.spi.EventType;
import org.osgi.service.component.annotations.Component;

/** Announces the event that says which records are new or changed. */
@Emits(JobEvents.CHANGED)
@Component(service = EventType.class)
public final class ChangeEvents implements EventType {

    @Override
    public String schema() {
        return """
                {
                  "type": "object",
                  "properties": {
                    "operation": {"enum": ["create", "update"]},
                    "ids": {"type": "array", "items": {"type": "integer"}}
                  },
                  "required": ["operation", "ids"]
                }""";
    }
}
