package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** The settings docs/zephserver.md shows, with free ports of this machine put in. */
public class OriginalSettingsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static JsonObject settings;
    private static NodeProcess node;
    private static int port;

    @BeforeClass
    public static void startANode() throws Exception {
        settings = documented();
        port = FreePorts.next();
        putInWhatIsOnesOwn(settings);
        int httpPort = settings.getAsJsonObject("http").get("port").getAsInt();
        node = NodeProcess.launch(NodeProcess.newHome(), settings.toString(), httpPort);
        node.awaitListening();
        node.deploy(TaskJar.build(), "shop.jar");
        await().atMost(PATIENCE).ignoreExceptions().until(OriginalSettingsIT::echoes);
    }

    private static JsonObject documented() throws IOException {
        String document = Files.readString(Path.of(System.getProperty("sources"), "docs/zephserver.md"));
        Matcher block = Pattern.compile("(?s)```json\\n(.*?)```").matcher(document);
        assertTrue(block.find());
        return JsonParser.parseString(block.group(1)).getAsJsonObject();
    }

    private static void putInWhatIsOnesOwn(JsonObject documented) throws IOException {
        documented.addProperty("PORT_ZEPH", port);
        for (JsonElement server : documented.getAsJsonArray("CLUSTER_SERVER_LIST")) {
            server.getAsJsonObject().addProperty("address", "127.0.0.1");
            server.getAsJsonObject().addProperty("port", FreePorts.next());
        }
        documented.add("host", JsonParser.parseString("{\"name\": \"nodeA\"}"));
        documented.add("http", JsonParser.parseString("{\"port\": " + FreePorts.next() + "}"));
        documented.add("session", JsonParser.parseString("""
                {"sessions": {"session-of-alice": {"id": 1, "username": "alice"},
                              "session-of-bob": {"id": 2, "username": "bob"}}}"""));
    }

    private static boolean echoes() throws Exception {
        try (ZephClient client = new ZephClient(port)) {
            client.hello("start", null);
            client.next();
            client.task("TaskEcho", "1");
            return client.countWithin(Duration.ofSeconds(2), 1);
        }
    }

    @AfterClass
    public static void stopIt() throws Exception {
        if (node != null) {
            node.close();
        }
    }

    private static List<String> listed() {
        List<String> ids = new ArrayList<>();
        settings.getAsJsonArray("SERVICE_LIST").forEach(id -> ids.add(id.getAsString()));
        return ids;
    }

    @Test
    public void theListedServicesAreEnabledInTheirOrderAndNoOther() throws Exception {
        try (RpcCaller caller = new RpcCaller(node)) {
            List<String> enabled = new ArrayList<>();
            for (JsonElement each : caller.call("service.list", "{}").getAsJsonArray()) {
                JsonObject service = each.getAsJsonObject();
                if (service.get("state").getAsString().equals("ENABLED")) {
                    enabled.add(service.get("originalId").getAsString());
                }
            }
            assertEquals(listed(), enabled);
        }
    }

    @Test
    public void eachIsFoundByItsOriginalId() throws Exception {
        try (RpcCaller admin = RpcCaller.administrator(node)) {
            for (String id : listed()) {
                JsonObject service = admin.call("service.get", "{\"name\": \"%s\"}".formatted(id))
                        .getAsJsonObject();
                assertEquals(service.toString(), "ENABLED", service.get("state").getAsString());
                assertEquals(1, service.get("runs").getAsInt());
            }
            String unknown = listed().get(0) + "s";
            assertTrue(admin.answer("service.get", "{\"name\": \"%s\"}".formatted(unknown))
                    .has("error"));
        }
    }

    @Test
    public void filesClusterAndHandlersAreWhereTheSettingsSay() throws Exception {
        for (String file : new String[] {"LOCK_FILE", "LOG_PATH", "CONFIGURATION_NETWORK_INTERFACE_SERVER"}) {
            Path path = node.home().resolve(settings.get(file).getAsString());
            assertTrue(path.toString(), Files.exists(path));
        }
        JsonArray servers = settings.getAsJsonArray("CLUSTER_SERVER_LIST");
        String own = "nodeA takes part in the cluster at 127.0.0.1:"
                + servers.get(0).getAsJsonObject().get("port");
        Path log = node.home().resolve(settings.get("LOG_PATH").getAsString());
        assertTrue(Files.readString(log), Files.readString(log).contains(own));
        for (String complaint : new String[] {"room.handler", "no session manager", "service.order"}) {
            assertTrue(complaint, Files.readString(log).lines().noneMatch(line -> line.contains(complaint)));
        }
    }

    @Test
    public void theCookieOfAPageIsItsSession() throws Exception {
        try (ZephClient page = page("theme=dark; sessionid=session-of-alice; lang=de")) {
            page.hello("cookie", "session-of-bob");
            page.expectJoin("alice");
            page.expectUserList("alice");
            page.task("TaskEcho", "\"Zoë\"", "session-of-bob");
            page.expectAnswer("TaskEcho", "Zoë");
        }
    }

    @Test
    public void aCookieNobodyIsKnownByIsAnonymousAndAnotherCookieIsNone() throws Exception {
        try (ZephClient stranger = page("sessionid=session-of-nobody");
                ZephClient other = page("my-sessionid=session-of-alice")) {
            stranger.hello("stranger", "session-of-bob");
            stranger.expectUserList();
            stranger.expectSilence();
            other.hello("other", "session-of-bob");
            other.expectJoin("bob");
        }
    }

    private static ZephClient page(String cookies) {
        return new ZephClient(port, Map.of("Cookie", cookies));
    }

    @Test
    public void aTaskThatIsNotListedIsSilent() throws Exception {
        try (ZephClient page = page("sessionid=session-of-alice")) {
            page.hello("unlisted", null);
            page.silence();
            page.task("TaskKeys", "{}");
            page.expectSilence();
        }
    }
}
