package dev.patchbay.protocol.jsonrpc.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;

import dev.patchbay.dispatch.Request;
import dev.patchbay.endpoint.spi.MessageReceiver;
import dev.patchbay.json.Json;
import dev.patchbay.session.User;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class JsonRpcEndpointTest {

    private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"lab.whoCalls\"}";
    private static final String BATCH = "[" + CALL + "," + CALL + "]";

    private final FakeFramework framework = new FakeFramework();
    private final FakeDispatcher dispatcher = new FakeDispatcher();
    private final FakeSessions sessions = new FakeSessions();
    private final JsonRpcEndpoint endpoint = new JsonRpcEndpoint(
            framework.context(), dispatcher, new FakeEvents(), sessions, new FakeSchemas(), config(Map.of()));

    /** The defaults, except for what is given. */
    private static JsonRpcEndpoint.Config config(Map<String, Object> settings) {
        return (JsonRpcEndpoint.Config) Proxy.newProxyInstance(
                JsonRpcEndpoint.class.getClassLoader(),
                new Class<?>[] {JsonRpcEndpoint.Config.class},
                (self, method, arguments) -> settings.getOrDefault(method.getName(), defaultOf(method)));
    }

    private static Object defaultOf(Method method) {
        return Objects.requireNonNull(method.getDefaultValue(), method.getName());
    }

    @Before
    public void knowAUser() {
        sessions.knows("Bearer zoes-token", new User("7", "zoe", Set.of()));
        sessions.knows("Basic em9lOnNlY3JldA==", new User("7", "zoe", Set.of()));
        dispatcher.method("lab.whoCalls", request -> request.user().username());
    }

    @After
    public void stop() {
        endpoint.deactivate();
    }

    /** The first answer on a new connection. */
    private Object ask(String text, String... authorization) {
        FakeConnection connection = new FakeConnection(
                authorization.length == 0 ? Map.of() : Map.of("authorization", List.of(authorization)));
        MessageReceiver receiver = endpoint.open(connection);
        receiver.onText(connection, text);
        return Peer.plain(await().until(connection::poll, Objects::nonNull));
    }

    private String userFor(String... authorization) {
        return (String) ((Map<?, ?>) ask(CALL, authorization)).get("result");
    }

    @Test
    public void itAnswersAtRpcWithItsDefaults() {
        assertSame(endpoint, framework.service());
        assertEquals("/rpc", framework.property("patchbay.endpoint.path"));
        assertEquals(true, framework.property("patchbay.endpoint.enabled"));
        assertEquals(1 << 20, framework.property("patchbay.endpoint.maxMessageBytes"));
        assertArrayEquals(new String[] {"same"}, (String[]) framework.property("patchbay.endpoint.origins"));
    }

    @Test
    public void changedSettingsReachTheServiceAndOpenConnections() {
        FakeConnection connection = new FakeConnection(Map.of());
        MessageReceiver receiver = endpoint.open(connection);

        endpoint.modified(config(Map.of("path", "/api", "enabled", false, "maxBatch", 1)));

        assertSame(endpoint, framework.service());
        assertEquals("/api", framework.property("patchbay.endpoint.path"));
        assertEquals(false, framework.property("patchbay.endpoint.enabled"));
        receiver.onText(connection, BATCH);
        Peer.assertError(null, -32600, Peer.plain(await().until(connection::poll, Objects::nonNull)));
    }

    @Test
    public void itLeavesWhenItsComponentDoes() {
        endpoint.deactivate();

        assertNull(framework.service());
    }

    @Test
    public void theFirstCallIsAlreadyThatOfTheAuthorizationHeadersUser() {
        for (String header : List.of("Bearer zoes-token", "Basic em9lOnNlY3JldA==")) {
            assertEquals(header, "zoe", userFor(header));
        }
    }

    @Test
    public void aHeaderThatSignsNobodyInIsNoFault() {
        for (String header : List.of("Bearer wrong", "zoes-token", "")) {
            assertEquals(header, "", userFor(header));
        }
        assertEquals("", userFor());
    }

    @Test
    public void batchesWorkOnRealThreadsToo() {
        assertEquals(2, ((List<?>) ask(BATCH, "Bearer zoes-token")).size());
    }

    @Test
    public void messagesOfAllSizesKeepTheirOrderOnRealThreads() {
        dispatcher.method("lab.note", Request::params);
        FakeConnection connection = new FakeConnection(Map.of("authorization", List.of("Bearer zoes-token")));
        MessageReceiver receiver = endpoint.open(connection);

        List<Long> numbers = LongStream.range(0, 900).boxed().toList();
        numbers.forEach(number -> receiver.onText(connection, note(number)));

        await().until(() -> connection.waiting() == numbers.size());
        assertEquals(
                numbers,
                dispatcher.requests().stream()
                        .map(request -> ((List<?>) request.params()).get(0))
                        .toList());
    }

    /** In turn a small message, a batch and a large message. */
    private static String note(long number) {
        String filling = "x".repeat(number % 3 == 2 ? 20_000 : 1);
        String call = Json.write(
                Map.of("jsonrpc", "2.0", "id", 1L, "method", "lab.note", "params", List.of(number, filling)));
        return number % 3 == 1 ? "[" + call + "]" : call;
    }
}
