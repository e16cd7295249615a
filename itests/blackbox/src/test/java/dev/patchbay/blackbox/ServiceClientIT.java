package dev.patchbay.blackbox;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;

/** Daemons that offer services and schemas over their connection (dispatcher, §8), and those who use them. */
public class ServiceClientIT {

    private static final String SCOPE = "[\"lab.scope\"]";
    private static final String SCHEMA = "{\"type\":\"object\",\"properties\":{\"volts\":{\"type\":\"number\"}}}";

    private static NodeProcess node;

    private DispatcherClient service;
    private DispatcherClient caller;

    /** A service that is gone is waited for longer than these tests wait for an answer. */
    @BeforeClass
    public static void startANode() throws Exception {
        node = NodeProcess.started("{\"http\": {\"port\": %d}, \"dispatch\": {\"graceInMs\": 120000},"
                + " \"dispatcher\": {\"websocket-port\": 0, \"frontend-port\": 0, \"autoResumeInMs\": 120000}}");
    }

    @AfterClass
    public static void stopIt() throws Exception {
        if (node != null) {
            node.close();
        }
    }

    @Before
    public void connect() throws Exception {
        service = DispatcherClient.service(node.port(), "lab");
        caller = DispatcherClient.service(node.port(), "caller").hearing("plugin.*", "server.schema_document_changed");
    }

    @After
    public void leave() throws Exception {
        service.close();
        caller.close();
    }

    private void offer() throws Exception {
        service.call("plugin.register_service", SCOPE);
        service.call("plugin.resume_service", SCOPE);
        caller.event("plugin.service_resume");
    }

    private JsonObject definitions() throws Exception {
        return caller.call("discovery.get_schema", "[]").getAsJsonObject().getAsJsonObject("definitions");
    }

    @Test
    public void aSchemaIsKnownUntilItsOwnerTakesItAway() throws Exception {
        service.call("plugin.register_schema", "[\"Scope\", " + SCHEMA + "]");
        assertEquals(SCHEMA, definitions().get("Scope").toString());
        caller.expectError(
                caller.answer(caller.sendCall("plugin.unregister_schema", "[\"Scope\"]")), 1, "Permission denied");
        caller.expectError(
                caller.answer(caller.sendCall("plugin.unregister_schema", "[\"Ghost\"]")), 2, "Schema not found");
        service.call("plugin.unregister_schema", "[\"Scope\"]");
        assertFalse(definitions().has("Scope"));
    }

    @Test
    public void aSchemaGoesWithTheConnectionOfItsOwner() throws Exception {
        service.call("plugin.register_schema", "[\"Scope\", " + SCHEMA + "]");
        caller.event("server.schema_document_changed");
        assertTrue(definitions().has("Scope"));
        service.close();
        caller.event("server.schema_document_changed");
        assertFalse(definitions().has("Scope"));
    }

    @Test
    public void whoWaitsForAServiceIsAnsweredWhenItIsThere() throws Exception {
        String waiting = caller.sendCall("plugin.wait_for_service", SCOPE);
        caller.expectNoAnswer(waiting);
        offer();
        assertTrue(caller.result(caller.answer(waiting)).isJsonNull());
        assertTrue(caller.call("plugin.wait_for_service", "[\"lab.scope\", 0]").isJsonNull());
        assertEquals(
                60,
                caller.refusal("plugin.wait_for_service", "[\"lab.ghost\", 0.1]")
                        .get("code")
                        .getAsInt());
    }

    @Test
    public void callsWaitUntilTheServiceIsResumedAndQuestionsAboutItDoNot() throws Exception {
        service.call("plugin.register_service", SCOPE);
        String early = caller.sendCall("lab.scope.read", "[5]");
        String question = caller.sendCall("lab.scope.enumerate_methods", "[]");
        JsonObject first = service.nextCall();
        assertEquals(
                "lab.scope.enumerate_methods",
                first.getAsJsonObject("args").get("method").getAsString());
        service.send("rpc", "response", first.get("id").getAsString(), "[]");
        assertEquals("[]", caller.result(caller.answer(question)).toString());
        caller.expectNoAnswer(early);
        service.call("plugin.resume_service", SCOPE);
        JsonObject second = service.nextCall();
        assertEquals(
                "{\"method\":\"lab.scope.read\",\"args\":[5],\"view\":false}",
                second.get("args").toString());
        service.send("rpc", "response", second.get("id").getAsString(), "5");
        assertEquals("5", caller.result(caller.answer(early)).toString());
    }

    @Test
    public void aStreamedResultIsHandedOnPieceByPiece() throws Exception {
        offer();
        caller.call("management.enable_features", "[[\"streaming_responses\"]]");
        String asked = caller.sendCall("lab.scope.samples", "[]");
        String id = service.nextCall().get("id").getAsString();
        fragment(id, 1, 0, 16);
        expectFragment(caller.answer(asked), 1, 0, 16);
        caller.send("rpc", "continue", asked, "2");
        expectMessage(service.answer(id), "continue", "2");
        fragment(id, 2, 16, 20);
        expectMessage(service.answer(id), "continue", "3");
        service.send("rpc", "end", id, "3");
        service.send("rpc", "close", id, "null");
        expectFragment(caller.answer(asked), 2, 16, 20);
        caller.send("rpc", "continue", asked, "3");
        expectMessage(caller.answer(asked), "end", "3");
        expectMessage(caller.answer(asked), "close", "null");
    }

    @Test
    public void whoDoesNotStreamGetsAStreamedResultAsAWhole() throws Exception {
        offer();
        String asked = caller.sendCall("lab.scope.samples", "[]");
        String id = service.nextCall().get("id").getAsString();
        fragment(id, 1, 0, 2);
        expectMessage(service.answer(id), "continue", "2");
        fragment(id, 2, 2, 3);
        expectMessage(service.answer(id), "continue", "3");
        service.send("rpc", "end", id, "3");
        assertEquals("[0,1,2]", caller.result(caller.answer(asked)).toString());
    }

    @Test
    public void anErrorInTheMiddleEndsTheStream() throws Exception {
        offer();
        caller.call("management.enable_features", "[[\"streaming_responses\"]]");
        String asked = caller.sendCall("lab.scope.samples", "[]");
        String id = service.nextCall().get("id").getAsString();
        fragment(id, 1, 0, 16);
        expectFragment(caller.answer(asked), 1, 0, 16);
        caller.send("rpc", "continue", asked, "2");
        expectMessage(service.answer(id), "continue", "2");
        service.send("rpc", "error", id, "{\"code\": 5, \"message\": \"The probe fell off\", \"extra\": [7]}");
        JsonObject end = caller.answer(asked);
        caller.expectError(end, 5, "The probe fell off");
        assertEquals("[7]", end.getAsJsonObject("args").get("extra").toString());
        caller.send("rpc", "continue", asked, "2");
        caller.expectError(caller.answer(asked), 2, "Invalid call");
    }

    @Test
    public void whoeverIsInTheMiddleOfACallIsAnsweredAtOnceWhenTheConnectionIsCut() throws Exception {
        offer();
        service.call("plugin.register_service", "[\"lab.meter\"]");
        caller.call("management.enable_features", "[[\"streaming_responses\"]]");
        String held = caller.sendCall("lab.meter.read", "[]");
        List<String> inFlight = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            inFlight.add(caller.sendCall("lab.scope.read", "[" + i + "]"));
            service.nextCall();
        }
        String streaming = caller.sendCall("lab.scope.samples", "[]");
        fragment(service.nextCall().get("id").getAsString(), 1, 0, 16);
        expectFragment(caller.answer(streaming), 1, 0, 16);
        caller.send("rpc", "continue", streaming, "2");
        caller.call("management.ping", "[]");
        service.close();
        inFlight.add(streaming);
        inFlight.add(held);
        for (String id : inFlight) {
            caller.expectError(caller.answer(id), 53, "Connection closed");
        }
        caller.event(
                "plugin.service_unregistered",
                args -> args.get("name").getAsString().equals("lab.scope"));
    }

    /** The numbers from one to before another, as the service sends them. */
    private void fragment(String id, int seqno, int from, int to) {
        service.send("rpc", "fragment", id, "{\"seqno\": " + seqno + ", \"fragment\": " + numbers(from, to) + "}");
    }

    private static void expectFragment(JsonObject message, int seqno, int from, int to) {
        expectMessage(message, "fragment", "{\"seqno\":" + seqno + ",\"fragment\":" + numbers(from, to) + "}");
    }

    private static String numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }

    private static void expectMessage(JsonObject message, String name, String args) {
        assertEquals(message.toString(), name, message.get("name").getAsString());
        assertEquals(args, message.get("args").toString());
    }
}
