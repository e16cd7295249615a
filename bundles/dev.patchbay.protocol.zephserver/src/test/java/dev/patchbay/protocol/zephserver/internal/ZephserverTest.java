package dev.patchbay.protocol.zephserver.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import dev.patchbay.endpoint.spi.Endpoint;
import dev.patchbay.endpoint.spi.MessageReceiver;
import dev.patchbay.naming.OriginalId;
import dev.patchbay.service.spi.HostedService;
import dev.patchbay.service.spi.ServiceName;
import dev.patchbay.session.User;
import dev.patchbay.session.spi.SessionManager;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.After;
import org.junit.Test;
import org.osgi.framework.FrameworkUtil;

public class ZephserverTest {

    private final FakeFramework framework = new FakeFramework();
    private final FakeDispatcher dispatcher = new FakeDispatcher();
    private final FakeRooms rooms = new FakeRooms();
    private final Zephserver zephserver =
            new Zephserver(framework.context(), dispatcher, rooms, Configs.config(Map.of("port", 8080)));
    private final List<HostedService> services = List.copyOf(framework.services(HostedService.class));
    private Thread main;

    @After
    public void stop() throws Exception {
        if (main != null) {
            services.get(1).disable();
            main.join(10_000);
        }
        zephserver.deactivate();
        assertEquals(List.of(), List.copyOf(framework.services(HostedService.class)));
    }

    /** As the engine of hosted services does. */
    private void enableSocket() {
        main = new Thread(() -> {
            try {
                services.get(1).main();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        main.start();
        await().until(() -> !framework.services(Endpoint.class).isEmpty());
    }

    private Object endpoint(String setting) {
        return framework.property(Endpoint.class, "patchbay.endpoint." + setting);
    }

    @Test
    public void itOffersRouterAndSocketAndOpensNothingByItself() {
        assertEquals(2, services.size());
        assertEquals("zephserver.router", framework.property(HostedService.class, ServiceName.PROPERTY));
        assertEquals(
                "zephserver.service.routeur_service/RouteurService",
                framework.property(HostedService.class, OriginalId.PROPERTY));
        assertEquals(List.of(), List.copyOf(framework.services(Endpoint.class)));
    }

    @Test
    public void theEndpointIsThereWhileTheSocketServiceIsEnabled() throws Exception {
        enableSocket();
        assertEquals("/ws", endpoint("path"));
        assertEquals(8080, endpoint("ownPort"));
        assertEquals(true, endpoint("mayBlock"));
        assertEquals(120_000L, endpoint("idleTimeoutInMs"));
        assertArrayEquals(new String[] {"*"}, (String[]) endpoint("origins"));
        services.get(1).disable();
        main.join(10_000);
        assertEquals(List.of(), List.copyOf(framework.services(Endpoint.class)));
        enableSocket();
    }

    @Test
    public void changedSettingsReachTheEndpointAndOpenConnections() {
        enableSocket();
        Endpoint endpoint = framework.services(Endpoint.class).iterator().next();
        dispatcher.task("lab.echo", request -> request.params());
        FakeConnection connection = new FakeConnection();
        MessageReceiver receiver = endpoint.open(connection);
        receiver.onText(connection, "{\"room\":\"r\"}");
        connection.sent().clear();

        zephserver.modified(Configs.config(
                Map.of("path", "/chat", "tasks", "{\"Echo\":\"lab.echo\"}", "origins", new String[] {"same"})));

        assertEquals("/chat", endpoint("path"));
        assertEquals(0, endpoint("ownPort"));
        receiver.onText(connection, "{\"task\":\"Echo\",\"data\":1}");
        assertEquals("{\"data\":1,\"task\":\"Echo\"}", connection.sent().poll());
    }

    @Test
    public void settingsThatAreWrongChangeNothing() {
        enableSocket();
        zephserver.modified(Configs.config(Map.of("path", "/chat", "tasks", "nonsense")));
        assertEquals("/ws", endpoint("path"));
        zephserver.modified(Configs.config(Map.of("path", "chat")));
        assertEquals("/ws", endpoint("path"));
    }

    @Test
    public void settingsThatChangeWhileTheSocketIsDisabledHoldWhenItIsEnabled() {
        zephserver.modified(Configs.config(Map.of("path", "/chat")));
        enableSocket();
        assertEquals("/chat", endpoint("path"));
    }

    @Test
    public void tasksAndUsersAreFoundAmongTheServices() {
        zephserver.modified(Configs.config(Map.of("tasks", "{\"Buy\":\"shop.tasks/TaskBuy\"}")));
        framework.register(
                Task.class.getName(),
                "a task",
                FrameworkUtil.asDictionary(
                        Map.of(OriginalId.PROPERTY, "shop.tasks/TaskBuy", TaskName.PROPERTY, "shop.buy")));
        SessionManager manager = (connection, id) -> Optional.of(new User("1", "user of " + id, Set.of()));
        framework.register(SessionManager.class.getName(), manager, new Hashtable<>());
        dispatcher.task("shop.buy", request -> request.user().username());
        enableSocket();
        FakeConnection connection = new FakeConnection();
        MessageReceiver receiver =
                framework.services(Endpoint.class).iterator().next().open(connection);
        receiver.onText(connection, "{\"room\":\"r\",\"session_id\":\"s\"}");
        connection.sent().clear();
        receiver.onText(connection, "{\"task\":\"Buy\",\"session_id\":\"s2\"}");
        assertEquals(
                "{\"data\":\"user of s2\",\"task\":\"Buy\"}", connection.sent().poll());
    }

    @Test
    public void theTasksThatDoNothingAreSilent() {
        assertNull(new TaskPing().run(Map.of(), null));
        assertNull(new TaskInterface().run(null, null));
    }
}
