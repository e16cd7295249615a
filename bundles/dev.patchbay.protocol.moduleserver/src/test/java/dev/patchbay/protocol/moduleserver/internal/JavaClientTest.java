package dev.patchbay.protocol.moduleserver.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.moduleserver.client.ModuleConnection;
import dev.patchbay.moduleserver.client.ModuleServerClient;
import dev.patchbay.moduleserver.client.ModuleServerException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** The client for Java, against this server. */
public class JavaClientTest {

    @Rule
    public final ServerRule server = new ServerRule();

    private ModuleServerClient client;
    private FakeModule lamp;

    @Before
    public void connect() {
        client = server.javaClient();
        lamp = server.workers.add("lamp").with("echo", args -> args).with("fail", args -> {
            throw new IllegalStateException("broken");
        });
        server.workers.add("a+b %");
    }

    @Test
    public void theServerAnswers() throws Exception {
        assertEquals("127.0.0.1", client.ping().getHostString());
        assertTrue(client.help().startsWith("Available modules: lamp, a+b %\n\n"));
        assertEquals(List.of("lamp", "a+b %"), client.modules());
        assertEquals(List.of("a+b %"), client.modules("a+"));
        assertEquals(List.of(), client.modules("x"));
    }

    @Test
    public void reloadTakesAnyName() throws Exception {
        assertEquals("Reloaded \"lamp\"", client.reload("lamp"));
        assertEquals("Reloaded \"a+b %\"", client.reload("a+b %"));
        assertEquals("Reloaded config", client.reload(""));
        ModuleServerException unknown = assertThrows(ModuleServerException.class, () -> client.reload("x"));
        assertEquals("Failed to find module \"x\"", unknown.getMessage());
    }

    @Test
    public void valuesComeBackEqual() throws Exception {
        Map<String, Object> map = new HashMap<>();
        map.put("ü+%&=", null);
        List<Object> values = Arrays.asList(
                "🎉\n\"", 1L, -2.5, 1e20, true, null, new BigInteger("123456789012345678901"), List.of(List.of()), map);
        assertEquals(values, client.com("lamp", "echo", values.toArray()));
        String large = "a % + \" ".repeat(50_000);
        assertEquals(List.of(large), client.com("lamp", "echo", large));
        assertEquals("only positional arguments\nlamp", client.com("lamp"));
    }

    @Test
    public void errorsAreExceptionsWithTheTraceback() throws Exception {
        ModuleServerException failure = assertThrows(ModuleServerException.class, () -> client.com("lamp", "fail"));
        assertEquals("Server Error: \n|trace\n|IllegalStateException: broken", failure.getMessage());
        assertEquals("trace\nIllegalStateException: broken", failure.traceback());
        assertEquals("IllegalStateException: broken", failure.problem());
        ModuleServerException unknown = assertThrows(ModuleServerException.class, () -> client.com("Lamp", "echo"));
        assertTrue(unknown.problem(), unknown.problem().endsWith("Lamp does not exist (case matters)"));
        assertThrows(ModuleServerException.class, () -> client.connect("Lamp"));
        await().until(() -> server.clients.size() == 0);
    }

    @Test
    public void whatCannotBeJsonIsNotSent() throws Exception {
        try (ModuleConnection connection = client.connect("lamp")) {
            assertThrows(IllegalArgumentException.class, () -> connection.call("echo", Double.NaN));
            assertTrue(connection.isOpen());
            assertEquals(List.of(1L), connection.call("echo", 1));
        }
    }

    @Test
    public void aConnectionServesManyCalls() throws Exception {
        try (ModuleConnection connection = client.connect("lamp")) {
            assertEquals("only positional arguments\nlamp", connection.help());
            for (long n = 0; n < 100; n++) {
                assertEquals(List.of(n), connection.call("echo", n));
            }
            assertFalse(lamp.isFree());
        }
        await().until(lamp::isFree);
    }

    @Test
    public void aConnectionIsClosedByAnError() throws Exception {
        ModuleConnection connection = client.connect("lamp");
        assertThrows(ModuleServerException.class, () -> connection.call("fail"));
        assertFalse(connection.isOpen());
        assertThrows(IOException.class, () -> connection.call("echo"));
        connection.close();
        connection.close();
    }

    @Test
    public void aConnectionThatTheServerClosedSaysSoAtTheNextCall() throws Exception {
        ModuleConnection connection = client.connect("lamp");
        connection.call("echo");
        await().until(() -> {
            server.pass(100);
            return server.clients.size() == 0;
        });
        assertThrows(IOException.class, () -> connection.call("echo"));
        assertFalse(connection.isOpen());
        connection.close();
    }
}
