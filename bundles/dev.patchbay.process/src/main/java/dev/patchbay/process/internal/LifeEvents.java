package dev.patchbay.process.internal;

import dev.patchbay.event.spi.Emits;
import dev.patchbay.event.spi.EventType;
import org.osgi.service.component.annotations.Component;

/** Announces the events about processes. */
@Emits({Announcer.STARTED, Announcer.READY, Announcer.ENDED, Announcer.GIVEN_UP})
@Component(service = EventType.class)
public final class LifeEvents implements EventType {

    @Override
    public String schema() {
        return """
                {
                  "type": "object",
                  "properties": {
                    "name": {"type": "string"},
                    "pid": {"type": "integer"},
                    "status": {"type": "integer"},
                    "willRestart": {"type": "boolean"},
                    "problem": {"type": "string"}
                  },
                  "required": ["name"]
                }""";
    }
}
