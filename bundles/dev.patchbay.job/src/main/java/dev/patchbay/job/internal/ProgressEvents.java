package dev.patchbay.job.internal;

import dev.patchbay.event.spi.Emits;
import dev.patchbay.event.spi.EventType;
import org.osgi.service.component.annotations.Component;

/** Announces the events about progress. */
@Emits(JobEvents.PROGRESS)
@Component(service = EventType.class)
public final class ProgressEvents implements EventType {

    @Override
    public String schema() {
        return """
                {
                  "type": "object",
                  "properties": {
                    "id": {"type": "integer"},
                    "name": {"type": "string"},
                    "state": {"type": "string"},
                    "percentage": {"type": ["number", "null"]},
                    "message": {"type": ["string", "null"]},
                    "extra": {},
                    "abortable": {"type": "boolean"},
                    "nolog": {"type": "boolean"}
                  },
                  "required": ["id", "name", "state"]
                }""";
    }
}
