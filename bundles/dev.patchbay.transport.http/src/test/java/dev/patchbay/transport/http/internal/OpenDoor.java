package dev.patchbay.transport.http.internal;

import dev.patchbay.endpoint.EndpointSettings;
import dev.patchbay.endpoint.spi.Endpoint;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.rules.ExternalResource;

/** A front door on a free port for each test. */
final class OpenDoor extends ExternalResource {

    private final DoorSettings settings;
    private @Nullable Door door;

    OpenDoor() {
        this(new DoorSettings("127.0.0.1", 0, 2048, null, 0, 30_000, 30_000));
    }

    OpenDoor(DoorSettings settings) {
        this.settings = settings;
    }

    /** Connections, offers, messages: what a test of endpoints usually needs. */
    static EndpointSettings settings(
            String path, boolean enabled, int maxConnections, int maxMessageBytes, int maxQueueBytes) {
        EndpointSettings defaults = EndpointSettings.at(path);
        return new EndpointSettings(
                path,
                defaults.name(),
                enabled,
                maxConnections,
                defaults.subprotocols(),
                defaults.origins(),
                maxMessageBytes,
                0,
                0,
                false,
                maxQueueBytes,
                defaults.maxQueueMessages(),
                defaults.mayBlock(),
                defaults.ownPort());
    }

    @Override
    protected void before() throws Exception {
        Door opened = new Door(settings, () -> null);
        door = opened;
        opened.open();
    }

    @Override
    protected void after() {
        door().close();
    }

    Door door() {
        Door open = door;
        if (open == null) {
            throw new IllegalStateException("The test has not begun");
        }
        return open;
    }

    int port() {
        return URI.create(door().listening().get(0)).getPort();
    }

    FakeReference mount(EndpointSettings endpointSettings, Endpoint endpoint) {
        FakeReference reference = new FakeReference(endpointSettings, 0);
        door().mounts().add(reference, () -> endpoint);
        return reference;
    }

    void change(FakeReference reference, EndpointSettings changed, Endpoint endpoint) {
        reference.change(changed);
        door().mounts().update(reference, () -> endpoint);
    }

    RawClient connect() throws IOException {
        return RawClient.connect(port());
    }

    RawClient open(String path) throws IOException {
        return connect().open(path);
    }
}
