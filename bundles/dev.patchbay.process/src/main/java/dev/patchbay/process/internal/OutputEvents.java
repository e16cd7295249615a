package dev.patchbay.process.internal;

import dev.patchbay.event.spi.Emits;
import dev.patchbay.event.spi.EventType;
import org.osgi.service.component.annotations.Component;

/** Announces the event with a line of output. */
@Emits(Announcer.OUTPUT)
@Component(service = EventType.class)
public final class OutputEvents implements EventType {

    @Override
    public String schema() {
        return """
                {
                  "type": "object",
                  "properties": {
                    "name": {"type": "string"},
                    "stream": {"enum": ["out", "err"]},
                    "line": {"type": "string"},
                    "time": {"type": "string"}
                  },
                  "required": ["name", "stream", "line", "time"]
                }""";
    }
}
