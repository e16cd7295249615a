package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import dev.patchbay.testing.FreePorts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** Every way in which somebody may say who he is, at {@code /rpc} and at {@code /ws}; and a wrong one of each. */
public class SessionsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = "a secret of no less than 32 bytes, for tests";
    private static final String PASSWORD = "correct horse: battery staple";

    private static final int NOT_SIGNED_IN = -32004;

    private static NodeProcess node;
    private static int port;

    /** An API token of ada. */
    private static String token;

    @BeforeClass
    public static void startANodeThatKnowsUsersInEveryWay() throws Exception {
        Path secret = Files.writeString(Temporary.directory().resolve("jwt.secret"), SECRET + "\n");
        port = FreePorts.next();
        node = NodeProcess.started("""
                {"http": {"port": %%d}, "PORT_ZEPH": %d, "SAME_DOMAIN": true, "sessionStore": {},
                 "jwt": {"secretPath": "%s", "issuer": "school"}}""".formatted(port, secret));
        node.deploy(TaskJar.build(), "shop.jar");
        try (RpcCaller admin = RpcCaller.administrator(node)) {
            admin.call(
                    "user.add",
                    "{\"username\": \"ada\", \"password\": \"%s\", \"roles\": [\"staff\"]}".formatted(PASSWORD));
            token = admin.call("user.addToken", "{\"username\": \"ada\", \"label\": \"laptop\"}")
                    .getAsJsonObject()
                    .get("token")
                    .getAsString();
            await().atMost(PATIENCE)
                    .until(() -> !admin.answer("sessionStore.put", row("key-of-eve", "eve"))
                            .has("error"));
        }
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            try (ZephClient client = new ZephClient(port)) {
                client.hello("start", null);
                client.next();
                client.task("shop.TaskStaff", "{}", node.adminToken());
                return client.countWithin(Duration.ofSeconds(2), 1);
            }
        });
    }

    private static String row(String key, String username) {
        return "{\"key\": \"%s\", \"userId\": \"id-of-%s\", \"username\": \"%s\", \"roles\": [\"staff\"]}"
                .formatted(key, username, username);
    }

    @AfterClass
    public static void stopIt() throws Exception {
        if (node != null) {
            node.close();
        }
    }

    /** A token of issuer school, good for a minute, with the role staff. */
    private static String signed(String username, String secret) throws GeneralSecurityException {
        return signed(username, secret, Instant.now().plusSeconds(60));
    }

    private static String signed(String username, String secret, Instant end) throws GeneralSecurityException {
        String claims = """
                {"iss": "school", "sub": "id-of-%1$s", "preferred_username": "%1$s", "roles": ["staff"], "exp": %2$d}""".formatted(username, end.getEpochSecond());
        String content = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + base64(claims);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String basic(String username, String password) {
        return "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    public void aSignedTokenIsKnown() throws Exception {
        assertLogsIn("grace", signed("grace", SECRET));
        assertUpgrades("grace", "Bearer " + signed("grace", SECRET));
        assertSessionId("grace", signed("grace", SECRET));
    }

    @Test
    public void aTokenSignedByAnotherAnOldOneAndAnUnsignedOneAreNobodys() throws Exception {
        String good = signed("grace", SECRET);
        assertNobodys(signed("grace", SECRET.replace('a', 'b')));
        assertNobodys(signed("grace", SECRET, Instant.now().minusSeconds(120)));
        assertNobodys(good.substring(0, good.lastIndexOf('.') + 1));
        assertNobodys(base64("{\"alg\":\"none\"}") + good.substring(good.indexOf('.'), good.lastIndexOf('.') + 1));
    }

    @Test
    public void anApiTokenIsKnownAndAnotherIsNot() throws Exception {
        assertLogsIn("ada", token);
        assertUpgrades("ada", "Bearer " + token);
        assertSessionId("ada", token);
        assertNobodys(token.substring(1));
    }

    @Test
    public void aPasswordIsKnownAndAnotherIsNot() throws Exception {
        assertUpgrades("ada", basic("ada", PASSWORD));
        assertUpgrades("", basic("ada", PASSWORD + " "));
        assertUpgrades("", basic("eve", PASSWORD));
        assertUpgrades("", "Basic no-base-64!");
        try (RpcCaller caller = new RpcCaller(node)) {
            JsonObject wrong =
                    caller.answer("session.login", "{\"username\": \"ada\", \"password\": \"battery staple\"}");
            assertEquals(NOT_SIGNED_IN, code(wrong));
            caller.call("session.login", "{\"username\": \"ada\", \"password\": \"%s\"}".formatted(PASSWORD));
            assertIs("ada", caller);
        }
    }

    @Test
    public void aSessionOfTheStoreIsKnownUntilItIsTakenOut() throws Exception {
        assertSessionId("eve", "key-of-eve");
        assertSessionId("", "key-of-ev");
        String key = UUID.randomUUID().toString();
        try (RpcCaller admin = RpcCaller.administrator(node);
                ZephClient page = new ZephClient(port, Map.of("Cookie", "sessionid=" + key))) {
            page.hello(room(), null);
            page.expectUserList();
            admin.call("sessionStore.put", row(key, "leo"));
            assertStaff("leo", page, null);
            assertEquals(
                    "true",
                    admin.call("sessionStore.remove", "{\"key\": \"%s\"}".formatted(key))
                            .toString());
            assertStaff("", page, null);
        }
    }

    /** The keys of a web page's sessions open no other door. */
    @Test
    public void aSessionOfTheStoreIsNoTokenForCallers() throws Exception {
        try (RpcCaller caller = new RpcCaller(node)) {
            assertEquals(NOT_SIGNED_IN, code(caller.answer("session.login", "{\"token\": \"key-of-eve\"}")));
            assertIs("", caller);
        }
    }

    private static void assertLogsIn(String username, String secret) throws Exception {
        try (RpcCaller caller = new RpcCaller(node)) {
            assertIs("", caller);
            caller.signIn(secret);
            assertIs(username, caller);
        }
    }

    /** Whoever shows this is nobody, and goes on talking. */
    private static void assertNobodys(String wrong) throws Exception {
        try (RpcCaller caller = new RpcCaller(node)) {
            assertEquals(NOT_SIGNED_IN, code(caller.answer("session.login", "{\"token\": \"%s\"}".formatted(wrong))));
            assertIs("", caller);
        }
        assertUpgrades("", "Bearer " + wrong);
        assertSessionId("", wrong);
    }

    /** Whoever sends that with the upgrade to either protocol is that user; nobody if empty. */
    private static void assertUpgrades(String username, String authorization) throws Exception {
        Map<String, String> headers = Map.of("Authorization", authorization);
        try (RpcCaller caller = new RpcCaller(node, headers);
                ZephClient page = new ZephClient(port, headers)) {
            assertIs(username, caller);
            enter(username, page, null);
            assertStaff(username, page, null);
        }
    }

    /** Whoever shows that as a session id, in a message or in a cookie, is that user. */
    private static void assertSessionId(String username, String sessionId) throws Exception {
        try (ZephClient page = new ZephClient(port);
                ZephClient cookie = new ZephClient(port, Map.of("Cookie", "sessionid=" + sessionId))) {
            enter(username, page, sessionId);
            assertStaff(username, page, sessionId);
            enter(username, cookie, null);
            assertStaff(username, cookie, null);
        }
    }

    private static void enter(String username, ZephClient page, String sessionId) throws Exception {
        page.hello(room(), sessionId);
        if (username.isEmpty()) {
            page.expectUserList();
        } else {
            page.expectJoin(username);
            page.expectUserList(username);
        }
    }

    private static String room() {
        return UUID.randomUUID().toString();
    }

    /** A task for staff runs, and tells its caller's name; or, for nobody, is silent. */
    private static void assertStaff(String username, ZephClient page, String sessionId) throws Exception {
        page.task("shop.TaskStaff", "{}", sessionId);
        if (!username.isEmpty()) {
            page.expectAnswer("shop.TaskStaff", "for staff");
        }
        page.task("shop.TaskKeys", "{}", sessionId);
        JsonObject request = page.next();
        assertEquals(request.toString(), "shop.TaskKeys", request.get("task").getAsString());
        JsonObject data = request.getAsJsonObject("data");
        assertTrue(data.toString(), data.keySet().containsAll(Set.of("user", "usersession")));
        String user = data.get("user").isJsonNull()
                ? ""
                : data.getAsJsonObject("user").get("username").getAsString();
        assertEquals(username, user);
    }

    private static void assertIs(String username, RpcCaller caller) throws Exception {
        JsonObject user = caller.call("session.whoami", "{}").getAsJsonObject();
        assertEquals(username, user.get("username").getAsString());
        assertEquals(
                username.isEmpty() ? "[]" : "[\"staff\"]", user.get("roles").toString());
    }

    private static int code(JsonObject answer) {
        assertTrue(answer.toString(), answer.has("error"));
        return answer.getAsJsonObject("error").get("code").getAsInt();
    }
}
