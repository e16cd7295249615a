package dev.patchbay.protocol.zephserver.internal;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.spi.Endpoint;
import dev.patchbay.endpoint.spi.MessageReceiver;
import dev.patchbay.room.RoomMessage.Encoder;
import dev.patchbay.room.Rooms;
import dev.patchbay.service.spi.StandingService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** The original's WebSocket listener (spec §8.1): the endpoint is there while this service is enabled. */
final class Socket extends StandingService implements Endpoint {

    /** The id zephserver's settings and programs know it by. */
    static final String ID = "zephserver.service.socket_service/StartSocket";

    private final BundleContext context;
    private final Rooms rooms;
    private final CurrentUser currentUser;
    private final Router router;
    private final Supplier<Settings> settings;
    private final Encoder<Form> ofTheCluster;

    /** Null while it is disabled. */
    private volatile @Nullable ServiceRegistration<Endpoint> registration;

    Socket(BundleContext context, Rooms rooms, CurrentUser currentUser, Router router, Supplier<Settings> settings) {
        this.context = context;
        this.rooms = rooms;
        this.currentUser = currentUser;
        this.router = router;
        this.settings = settings;
        this.ofTheCluster = Form.ofTheCluster(rooms);
    }

    @Override
    protected void open() {
        registration = context.registerService(
                Endpoint.class, this, settings.get().endpoint().toProperties());
        settingsChanged(); // meanwhile, perhaps
    }

    /** Open connections end with 1001. */
    @Override
    protected void close() {
        ServiceRegistration<Endpoint> current = registration;
        registration = null;
        if (current != null) {
            current.unregister();
        }
    }

    /** The endpoint is told; its connections stay. */
    void settingsChanged() {
        ServiceRegistration<Endpoint> current = registration;
        if (current == null) {
            return;
        }
        try {
            current.setProperties(settings.get().endpoint().toProperties());
        } catch (IllegalStateException e) {
            // it has been disabled this moment, and takes the settings when it is enabled again
        }
    }

    @Override
    public MessageReceiver open(Connection connection) {
        return new ClientReceiver(new Client(connection, rooms, this::encoder), rooms, currentUser, router);
    }

    private Encoder<Form> encoder() {
        return settings.get().clusterUserLists() ? ofTheCluster : Form.OF_THIS_NODE;
    }
}
