package dev.patchbay.job.internal;

import dev.patchbay.event.spi.Emits;
import dev.patchbay.event.spi.EventType;
import org.osgi.service.component.annotations.Component;

/** Announces the events about states. */
@Emits({JobEvents.CREATED, JobEvents.UPDATED})
@Component(service = EventType.class)
public final class StateEvents implements EventType {

    @Override
    public String schema() {
        return """
                {
                  "type": "object",
                  "properties": {
                    "id": {"type": "integer"},
                    "name": {"type": "string"},
                    "state": {"type": "string"},
                    "started_at": {"type": ["datetime", "null"]},
                    "finished_at": {"type": ["datetime", "null"]},
                    "result": {}
                  },
                  "required": ["id", "name", "state"]
                }""";
    }
}
