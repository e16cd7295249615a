package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.event.spi.Emits;
import dev.patchbay.event.spi.EventType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;

/** The kinds of event that its clients expect of a dispatcher, whichever part of the node publishes them (spec §9.0). */
@Emits({
    "plugin.service_registered",
    "plugin.service_resume",
    "plugin.service_unregistered",
    "server.client_connected",
    "server.client_disconnected",
    "server.client_login",
    "server.client_logout",
    "server.event.added",
    "server.event.removed",
    "server.plugin.initialized",
    "server.plugin.load_error",
    "server.plugin.loaded",
    "server.ready",
    "server.schema_document_changed",
    "server.service_login",
    "server.service_logout",
    "server.shutdown",
    "session.changed",
    "session.message"
})
@Component(
        service = EventType.class,
        configurationPid = DispatcherEndpoint.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class Announcement implements EventType {

    /** Settings do not concern it. */
    @Modified
    void modified() {}
}
