package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class SettingsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    public void aSettingsFileWithASyntaxErrorEndsTheStartWithItsPlace() throws Exception {
        NodeProcess node = NodeProcess.launch(NodeProcess.newHome(), "{\n  \"http\": {\"port\": }\n}", 0);
        assertTrue(node.process().waitFor(60, TimeUnit.SECONDS));
        assertEquals(1, node.process().exitValue());
        assertTrue(node.output(), node.output().contains("settings.json: Expected JSON"));
        assertTrue(node.output(), node.output().contains("line 2, column 20, path $.http.port"));
    }

    @Test
    public void aSettingOfTheWrongTypeEndsTheStartWithItsKey() throws Exception {
        NodeProcess node = NodeProcess.launch(NodeProcess.newHome(), "{\n  \"http\": {\"port\": \"many\"}\n}", 0);
        assertTrue(node.process().waitFor(60, TimeUnit.SECONDS));
        assertEquals(1, node.process().exitValue());
        assertTrue(
                node.output(), node.output().contains("port") && node.output().contains("line 2"));
    }

    @Test
    public void anUnknownKeyIsReportedAndTheRestHolds() throws Exception {
        try (NodeProcess node = NodeProcess.started("{\"http\": {\"port\": %d, \"hots\": \"x\"}}")) {
            await().atMost(PATIENCE).until(() -> node.log().contains("hots"));
            assertTrue(node.log(), node.log().contains("host"));
        }
    }

    @Test
    public void aChangedSectionIsTakenWhileRunning() throws Exception {
        try (NodeProcess node = NodeProcess.started();
                TextSocket socket = new TextSocket(node.rpc())) {
            Files.writeString(
                    node.home().resolve("settings.json"),
                    "{\"http\": {\"port\": %d}, \"jsonrpc\": {\"enabled\": false}}".formatted(node.port()));
            assertEquals(1001, socket.closeCode());
            Files.writeString(
                    node.home().resolve("settings.json"), "{\"http\": {\"port\": %d}}".formatted(node.port()));
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                try (TextSocket again = new TextSocket(node.rpc())) {
                    return true;
                }
            });
        }
    }

    @Test
    public void anAddressForEverybodyIsRefusedInOneSentence() throws Exception {
        Path home = NodeProcess.newHome();
        try (NodeProcess node = NodeProcess.launch(home, "{\"http\": {\"host\": \"0.0.0.0\", \"port\": 0}}", 0)) {
            await().atMost(PATIENCE).until(() -> node.output().contains("allowPublicWithoutAuthentication"));
            assertFalse(node.output(), node.output().contains("\tat "));
        }
    }
}
