package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import java.time.Duration;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** What a plugin registers, and whom it calls, as clients of the dispatcher see it: roles, read-only properties, daemons. */
public class DispatcherPluginIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "correct horse";
    private static final String PROBE = "[{\"id\": 7, \"name\": \"tip\"}]";
    private static final String WITHOUT_ID = "{\"name\":\"tip\"}";

    private static final String PLUGIN = """
            <scr:component name="lab.plugin">
              <property name="patchbay.plugin.name" value="lab"/>
              <service><provide interface="dev.patchbay.plugin.spi.Plugin"/></service>
              <implementation class="lab.plugin.LabPlugin"/>
            </scr:component>
            """;

    private static NodeProcess node;

    /** Whoever is of the staff may log in, and has no other role by that. */
    @BeforeClass
    public static void startANodeWithAPluginAndUsers() throws Exception {
        node = NodeProcess.started("{\"http\": {\"port\": %d},"
                + " \"dispatcher\": {\"websocket-port\": 0, \"frontend-port\": 0, \"group\": \"staff\"}}");
        node.deploy(new SourceJar("lab.plugin", "lab-plugin.java", "LabPlugin", PLUGIN).build(), "lab.jar");
        addUser("visitor", "[\"staff\"]");
        addUser("engineer", "[\"staff\", \"engineer\"]");
        try (DispatcherClient client = service("test")) {
            await().atMost(PATIENCE)
                    .until(() -> client.call("discovery.get_services", "[]")
                            .toString()
                            .contains("\"bench\""));
        }
    }

    private static void addUser(String name, String roles) throws Exception {
        NodeProcess.Outcome added = node.command("call", "user.add", name, PASSWORD, roles);
        assertEquals(added.err(), 0, added.exit());
    }

    @AfterClass
    public static void stopIt() throws Exception {
        if (node != null) {
            node.close();
        }
    }

    private static DispatcherClient service(String name) throws Exception {
        return DispatcherClient.service(node.port(), name);
    }

    private static DispatcherClient user(String name) throws Exception {
        return DispatcherClient.user(node.port(), name, PASSWORD);
    }

    /** A service has every role. */
    @Test
    public void aMethodThatAsksForARoleIsForThoseWhoHaveIt() throws Exception {
        try (DispatcherClient visitor = user("visitor");
                DispatcherClient engineer = user("engineer");
                DispatcherClient daemon = service("daemon")) {
            for (String method : new String[] {"bench.calibrate", "user.list"}) {
                visitor.expectError(visitor.answer(visitor.sendCall(method, "[]")), 13, "Insufficent privileges");
            }
            engineer.expectError(engineer.answer(engineer.sendCall("user.list", "[]")), 13, "Insufficent privileges");
            visitor.expectError(
                    visitor.answer(visitor.sendCall("management.die_you_gravy_sucking_pig_dog", "[]")),
                    1,
                    "Permission denied");
            assertEquals("calibrated", engineer.call("bench.calibrate", "[]").getAsString());
            assertEquals("calibrated", daemon.call("bench.calibrate", "[]").getAsString());
            assertTrue(daemon.call("user.list", "[]").toString().contains("visitor"));
        }
    }

    @Test
    public void aTaskThatAsksForARoleIsSubmittedByThoseWhoHaveIt() throws Exception {
        try (DispatcherClient visitor = user("visitor");
                DispatcherClient engineer = user("engineer")) {
            visitor.hearing("task.*");
            JsonObject refusal = visitor.refusal("task.submit", "[\"bench.reset\", [1]]");
            assertEquals(refusal.toString(), 13, refusal.get("code").getAsInt());
            visitor.expectNothingHeard();
            assertEquals(
                    "FINISHED",
                    submitted(engineer, "bench.reset", "[1]").get("state").getAsString());
        }
    }

    @Test
    public void nobodyButAnAdministratorSubmitsAsSomebodyElse() throws Exception {
        String asSomebodyElse = "[\"bench.mount\", %s, {\"RUN_AS_USER\": \"engineer\"}]".formatted(PROBE);
        try (DispatcherClient visitor = user("visitor");
                DispatcherClient daemon = service("daemon")) {
            JsonObject refusal = visitor.refusal("task.submit_with_env", asSomebodyElse);
            assertEquals(refusal.toString(), 1, refusal.get("code").getAsInt());
            String id = daemon.call("task.submit_with_env", asSomebodyElse).toString();
            JsonObject record = daemon.call("task.status", "[" + id + "]").getAsJsonObject();
            assertEquals("engineer", record.get("user").getAsString());
        }
    }

    @Test
    public void whatIsReadOnlyIsLeftOutUnlessTheConnectionIsStrict() throws Exception {
        try (DispatcherClient client = service("test");
                DispatcherClient other = service("other")) {
            assertEquals(WITHOUT_ID, client.call("bench.mount", PROBE).toString());
            client.call("management.enable_features", "[[\"strict_validation\"]]");
            JsonObject refused = client.answer(client.sendCall("bench.mount", PROBE));
            client.expectError(refused, 22, "One or more passed arguments failed schema verification");
            assertEquals(
                    "[{\"path\":[0,\"id\"],\"message\":\"Property id is read-only\",\"code\":22}]",
                    refused.getAsJsonObject("args").get("extra").toString());
            assertEquals(
                    WITHOUT_ID,
                    client.call("bench.mount", "[" + WITHOUT_ID + "]").toString());
            assertEquals(WITHOUT_ID, other.call("bench.mount", PROBE).toString());
        }
    }

    @Test
    public void theSameHoldsForWhatIsSubmitted() throws Exception {
        try (DispatcherClient client = service("test")) {
            assertEquals(
                    WITHOUT_ID,
                    submitted(client, "bench.mount", PROBE).get("result").toString());
            client.call("management.enable_features", "[[\"strict_validation\"]]");
            JsonObject error = submitted(client, "bench.mount", PROBE).getAsJsonObject("error");
            assertEquals(error.toString(), 89, error.get("code").getAsInt());
            assertEquals(
                    "[{\"path\":[0,\"id\"],\"message\":\"Property id is read-only\",\"code\":22}]",
                    error.get("extra").toString());
        }
    }

    private static JsonObject submitted(DispatcherClient client, String task, String args) throws Exception {
        String id =
                client.call("task.submit", "[\"" + task + "\", " + args + "]").toString();
        client.call("task.wait", "[" + id + "]");
        return client.call("task.status", "[" + id + "]").getAsJsonObject();
    }

    @Test
    public void aPluginCallsTheServiceOfAClient() throws Exception {
        try (DispatcherClient daemon = service("lab");
                DispatcherClient caller = service("test")) {
            daemon.call("plugin.register_service", "[\"lab.scope\"]");
            daemon.call("plugin.resume_service", "[\"lab.scope\"]");
            String relayed = caller.sendCall("bench.relay", "[\"lab.scope.read\", [5, {\"unit\": \"V\"}]]");
            JsonObject request = daemon.nextCall();
            assertEquals(
                    "{\"method\":\"lab.scope.read\",\"args\":[5,{\"unit\":\"V\"}],\"view\":false}",
                    request.get("args").toString());
            daemon.send("rpc", "response", request.get("id").getAsString(), "{\"volts\": 3}");
            assertEquals("{\"volts\":3}", caller.result(caller.answer(relayed)).toString());

            String refused = caller.sendCall("bench.relay", "[\"lab.scope.read\", []]");
            String id = daemon.nextCall().get("id").getAsString();
            daemon.send("rpc", "error", id, "{\"code\": 5, \"message\": \"The probe fell off\"}");
            caller.expectError(caller.answer(refused), 5, "The probe fell off");

            String two = caller.sendCall("bench.two", "[\"lab.scope.samples\"]");
            id = daemon.nextCall().get("id").getAsString();
            daemon.send("rpc", "fragment", id, "{\"seqno\": 1, \"fragment\": [1]}");
            assertEquals("2", daemon.answer(id).get("args").toString());
            daemon.send("rpc", "fragment", id, "{\"seqno\": 2, \"fragment\": [2, 3]}");
            assertEquals("[1,2]", caller.result(caller.answer(two)).toString());

            String lost = caller.sendCall("bench.relay", "[\"lab.scope.read\", []]");
            daemon.nextCall();
            daemon.close();
            caller.expectError(caller.answer(lost), 53, "Connection closed");
        }
    }
}
