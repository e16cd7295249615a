package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.launcher.NodeException;
import dev.patchbay.launcher.PatchbayNode;
import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.Test;

/** The distribution inside a program of somebody else: this one. */
public class EmbeddingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DISCOVER = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"rpc.discover\"}";

    private static PatchbayNode node(Path home, int port) throws IOException, NodeException {
        Path settings = Files.writeString(home.resolve("settings.json"), "{\"http\": {\"port\": %d}}".formatted(port));
        return PatchbayNode.builder()
                .installation(Path.of(System.getProperty("patchbay.installation")))
                .home(home)
                .settings(settings)
                .build();
    }

    private static void awaitAnswer(int port) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            try (TextSocket socket = new TextSocket(URI.create("ws://127.0.0.1:" + port + "/rpc"))) {
                return socket.ask(DISCOVER).has("result");
            }
        });
    }

    @Test
    public void twoNodesAnswerInOneProgramAndStopOneAfterTheOther() throws Exception {
        int firstPort = FreePorts.next();
        int secondPort = FreePorts.next();
        try (PatchbayNode first = node(NodeProcess.newHome(), firstPort).start();
                PatchbayNode second = node(NodeProcess.newHome(), secondPort).start()) {
            awaitAnswer(firstPort);
            awaitAnswer(secondPort);
            assertTrue(first.stop());
            assertEquals(0, first.awaitStop());
            awaitAnswer(secondPort);
            assertTrue(second.stop());
        }
    }

    @Test
    public void aHomeIsFreeAgainWhenItsNodeHasStopped() throws Exception {
        Path home = NodeProcess.newHome();
        int port = FreePorts.next();
        try (PatchbayNode holder = node(home, port).start()) {
            awaitAnswer(port);
            NodeException refusal =
                    assertThrows(NodeException.class, () -> node(home, port).start());
            assertTrue(
                    refusal.getMessage(),
                    refusal.getMessage()
                            .contains(String.valueOf(ProcessHandle.current().pid())));
            holder.stop();
        }
        try (PatchbayNode again = node(home, port).start()) {
            awaitAnswer(port);
            assertTrue(again.brokenRun().isEmpty());
        }
    }
}
