package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.launcher.NodeException;
import dev.patchbay.launcher.PatchbayNode;
import dev.patchbay.session.User;
import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.Test;

/** The distribution inside a program of somebody else: this one. */
public class EmbeddingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DISCOVER = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"rpc.discover\"}";

    private static PatchbayNode node(Path home, int port) throws IOException, NodeException {
        return description(home, port).build();
    }

    private static PatchbayNode.Builder description(Path home, int port) throws IOException {
        return PatchbayNode.builder()
                .installation(NodeProcess.INSTALLATION)
                .home(home)
                .settings(settings(home, port));
    }

    private static Path settings(Path home, int port) throws IOException {
        return Files.writeString(home.resolve("settings.json"), "{\"http\": {\"port\": %d}}".formatted(port));
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
        Proof.only("takes 7 s");
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
    public void theDeployFolderIsTheOnlyOneWhoseJarsAreTaken() throws Exception {
        Path home = NodeProcess.newHome();
        try (PatchbayNode node = node(home, FreePorts.next()).start()) {
            String deploy = "fileinstall-" + home.resolve("deploy");
            await().atMost(PATIENCE).until(() -> watchers().contains(deploy));
            assertEquals(List.of(deploy), watchers());
            node.stop();
        }
    }

    /** The names of File Install's threads, which say the folders. */
    private static List<String> watchers() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("fileinstall-"))
                .sorted()
                .toList();
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

    @Test
    public void aProgramThatSharesTheApiRunsATaskWithoutTheNetwork() throws Exception {
        Path home = NodeProcess.newHome();
        Path deploy = Files.createDirectory(home.resolve("deploy"));
        Files.copy(Path.of(System.getProperty("examples"), "hello-task.jar"), deploy.resolve("hello-task.jar"));
        int port = FreePorts.next();
        try (PatchbayNode node = description(home, port)
                .property("org.osgi.framework.system.packages.extra", packagesOfTheApi())
                .build()
                .start()) {
            Dispatcher dispatcher = node.context().getService(node.context().getServiceReference(Dispatcher.class));
            assertEquals(Map.of("text", "Hello, Ada!"), answer(dispatcher, Map.of("name", "Ada")));
            assertEquals(Failure.Kind.INVALID_INPUT, answer(dispatcher, Map.of("name", 5)));
            awaitAnswer(port);
        }
    }

    private static String packagesOfTheApi() throws IOException {
        try (JarFile jar = new JarFile(
                NodeProcess.INSTALLATION.resolve("lib/dev.patchbay.api.jar").toFile())) {
            return jar.getManifest().getMainAttributes().getValue("Export-Package");
        }
    }

    /** What the task hello answers: its result, or the kind of its failure. */
    private static Object answer(Dispatcher dispatcher, Map<String, ?> input) throws Exception {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        dispatcher.run(Request.of("hello", input, User.ANONYMOUS), new Reply() {
            @Override
            public void result(Object result) {
                answer.complete(result);
            }

            @Override
            public void failure(Failure failure) {
                answer.complete(failure.kind());
            }
        });
        return answer.get(30, TimeUnit.SECONDS);
    }

    @Test
    public void aProgramWithAnApiOfItsOwnDoesNotSeeTheNodesServices() throws Exception {
        int port = FreePorts.next();
        try (PatchbayNode node = node(NodeProcess.newHome(), port).start()) {
            awaitAnswer(port);
            assertNull(node.context().getServiceReference(Dispatcher.class));
        }
    }

    @Test
    public void theExampleOffersAnObjectOfItsOwnToEverybody() throws Exception {
        Path home = NodeProcess.newHome();
        int port = FreePorts.next();
        Path jar = Path.of(System.getProperty("sources"), "examples/embedding/target/embedding.jar");
        List<String> program = List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-jar",
                jar.toString(),
                NodeProcess.INSTALLATION.toString(),
                home.toString(),
                settings(home, port).toString());
        try (NodeProcess node = NodeProcess.launch(home, port, program, Map.of())) {
            node.awaitOutput("guestbook.sign answered 1");
            NodeProcess.Outcome second = node.command("call", "guestbook.sign", "name=Ada");
            assertEquals(second.err(), "2", second.out().strip());
            assertEquals(0, node.command("stop").exit());
            assertTrue(node.process().waitFor(30, TimeUnit.SECONDS));
            assertEquals(node.output(), 0, node.process().exitValue());
            assertTrue(node.output(), node.output().contains("signed by [the program, Ada]"));
        }
    }
}
