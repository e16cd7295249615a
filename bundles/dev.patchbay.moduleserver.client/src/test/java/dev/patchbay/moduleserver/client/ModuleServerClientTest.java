package dev.patchbay.moduleserver.client;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What is sent, and what servers can do to a client. How it gets on with ours is tested there. */
public class ModuleServerClientTest {

    private static final String ACK = "%7B%22response%22%3A+%22ack%22%2C+%22error%22%3A+false%7D\n";

    private static String answer(String response) {
        return "{\"response\": " + response + ", \"error\": false, \"traceback\": \"\"}\n";
    }

    private static String failure(String traceback) {
        return "{\"response\": \"\", \"error\": true, \"traceback\": \"" + traceback + "\"}\n";
    }

    @Test
    public void helloAndRequestAreFormEncodedLines() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ACK, answer("null"))) {
            server.client().com("a+b ü", "set", "x%", 1, null, List.of(0.5));
            assertEquals("%7B%22name%22%3A%22a%2Bb+%C3%BC%22%7D", server.takeLine());
            assertEquals(
                    "{\"function\":\"set\",\"args\":[\"x%\",1,null,[0.5]],\"keep_alive\":false}", server.takeMessage());
            assertTrue("a connection for each call", server.sawTheClientGo());
        }
    }

    @Test
    public void aNameToReloadIsEncodedOnceMore() throws Exception {
        try (ScriptedServer server = new ScriptedServer(answer("\"Reloaded\""))) {
            assertEquals("Reloaded", server.client().reload("a+b"));
            assertEquals("{\"name\":\"_reload_a%2Bb\"}", server.takeMessage());
        }
    }

    @Test
    public void numbersComeAsTheyAre() throws Exception {
        String numbers = "[1, -2.5, 1e20, 9223372036854775807, 9223372036854775808, true, null, {\"a\": []}]";
        try (ScriptedServer server = new ScriptedServer(ACK, answer(numbers))) {
            assertEquals(
                    Arrays.asList(
                            1L,
                            -2.5,
                            1e20,
                            Long.MAX_VALUE,
                            new BigInteger("9223372036854775808"),
                            true,
                            null,
                            Map.of("a", List.of())),
                    server.client().com("lamp", "numbers"));
        }
    }

    @Test
    public void aConnectionSaysGoodbye() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ACK, answer("1"), answer("2"))) {
            ModuleConnection connection = server.client().connect("lamp");
            assertEquals(1L, connection.call("next"));
            assertEquals(2L, connection.help());
            connection.close();
            assertFalse(connection.isOpen());
            server.takeMessage();
            assertEquals("{\"function\":\"next\",\"args\":[],\"keep_alive\":true}", server.takeMessage());
            assertEquals("{\"function\":\"_help\",\"args\":[],\"keep_alive\":true}", server.takeMessage());
            assertEquals("{\"function\":null,\"args\":[],\"keep_alive\":false}", server.takeMessage());
        }
    }

    @Test
    public void anErrorIsAnExceptionThatQuotesTheTraceback() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ACK, failure("Traceback:\\n  here\\nValueError: no\\n"))) {
            ModuleServerException error = assertThrows(
                    ModuleServerException.class, () -> server.client().com("lamp", "fail"));
            assertEquals("Server Error: \n|Traceback:\n|  here\n|ValueError: no\n|", error.getMessage());
            assertEquals("ValueError: no", error.problem());
        }
    }

    @Test
    public void anotherAnswerToAHelloThanTheAcknowledgementIsAnError() throws Exception {
        try (ScriptedServer server = new ScriptedServer(answer("\"Ack\""))) {
            ModuleServerException error = assertThrows(
                    ModuleServerException.class, () -> server.client().com("lamp", "on"));
            assertEquals("Server Error: Ack", error.getMessage());
            assertTrue(server.sawTheClientGo());
        }
    }

    @Test
    public void anUnknownModuleToReloadIsAnErrorThatOnlyThatTextTells() throws Exception {
        try (ScriptedServer server = new ScriptedServer(answer("\"Failed to find module \\\"lamp\\\"\""))) {
            assertThrows(ModuleServerException.class, () -> server.client().reload("lamp"));
        }
        try (ScriptedServer server = new ScriptedServer(answer("\"Failed to find module \\\"Lamp\\\"\""))) {
            assertEquals("Failed to find module \"Lamp\"", server.client().reload("lamp"));
        }
    }

    @Test
    public void whatIsNoAnswerIsAFault() throws Exception {
        for (String line : List.of("HTTP/1.1 400 Bad Request\n", "[]\n", "{\"response\": 1}\n", "%7\n", "\n")) {
            try (ScriptedServer server = new ScriptedServer(line)) {
                assertThrows(line, IOException.class, () -> server.client().help());
            }
        }
        try (ScriptedServer server = new ScriptedServer(answer("5"))) {
            assertThrows(IOException.class, () -> server.client().help());
        }
        try (ScriptedServer server = new ScriptedServer(answer("\"lamp\""))) {
            assertThrows(IOException.class, () -> server.client().modules());
        }
        try (ScriptedServer server = new ScriptedServer(answer("[\"lamp\"]"))) {
            assertThrows(IOException.class, () -> server.client().ping());
        }
    }

    @Test
    public void anEndInsteadOfAnAnswerSaysSo() throws Exception {
        try (ScriptedServer server = new ScriptedServer("{\"resp")) {
            EOFException end =
                    assertThrows(EOFException.class, () -> server.client().help());
            assertTrue(end.getMessage(), end.getMessage().contains("after 6 bytes"));
        }
    }

    @Test
    public void silenceEndsWithTheTimeout() throws Exception {
        try (ScriptedServer server = new ScriptedServer("", ACK)) {
            ModuleServerClient client = server.client(Duration.ofMillis(50));
            assertThrows(SocketTimeoutException.class, () -> client.com("lamp", "on"));
            assertTrue(server.sawTheClientGo());
        }
    }

    @Test
    public void nobodyThereSaysWhere() throws Exception {
        ModuleServerClient client;
        try (ScriptedServer server = new ScriptedServer()) {
            client = server.client();
        }
        IOException fault = assertThrows(IOException.class, client::ping);
        assertTrue(fault.getMessage(), fault.getMessage().startsWith("Expected a ModuleServer at localhost:"));
    }

    @Test
    public void theTimeoutIsAtLeastAMillisecond() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ModuleServerClient("localhost", 1, Duration.ofNanos(999_999)));
    }
}
