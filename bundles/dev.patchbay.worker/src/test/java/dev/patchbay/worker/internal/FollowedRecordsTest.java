package dev.patchbay.worker.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.json.Json;
import dev.patchbay.worker.WorkerStatus.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** The records of all modules, as {@code logs modules} shows them (ModuleServer, §9). */
public class FollowedRecordsTest {

    private static final String LAMP = """
            import logging

            class Lamp:
                def warn(self, text):
                    logging.getLogger("bulb").warning("said %s", text)
            """;

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final NodeRule node = new NodeRule();

    @Before
    public void startModules() throws Exception {
        node.python("lamp", LAMP);
        node.module("lamp", "lamp", "Lamp", null).module("stage", "lamp", "Lamp", null);
        node.start();
    }

    private void warn(String module, String text) throws Exception {
        Client.result(node.workers(), module, "warn", text);
    }

    @Test
    public void recordsOfAllModulesAreShownAsTheyComeAlsoWhenTheEngineIsReplaced() throws Exception {
        node.await("lamp", State.READY);
        node.await("stage", State.READY);
        try (Following following = new Following("modules", "-f", "-n", "1")) {
            following.await("{"); // the last one so far: whoever has it hears all after it
            warn("lamp", "one");
            following.await("\"processName\":\"lamp\"", "[\"one\"]");
            warn("stage", "two");
            following.await("\"processName\":\"stage\"", "[\"two\"]");
            node.stop();
            following.await("The workers of this node have ended");
            node.start();
            following.await("The workers of this node start");
            warn("lamp", "three");
            following.await("\"processName\":\"lamp\"", "[\"three\"]");
            List<String> shown = following.lines();
            for (String line : shown) {
                assertTrue(line, Json.parse(line) instanceof Map<?, ?>);
            }
            List<String> all = node.log();
            int begin = all.indexOf(shown.get(0));
            assertEquals("neither gap nor repetition", all.subList(begin, begin + shown.size()), shown);
        }
    }

    @Test
    public void theLastRecordsAreShownAndThoseOfOneModuleAreThoseOfItsProcess() throws Exception {
        warn("lamp", "one");
        warn("stage", "two");
        node.awaitLog("\"processName\":\"stage\"", "said");
        try (Following last = new Following("modules", "-n", "2")) {
            last.await("[\"two\"]");
            assertEquals(node.log().subList(node.log().size() - 2, node.log().size()), last.lines());
        }
        try (Following text = new Following("worker.lamp", "-f")) {
            text.await(" err ", "bulb: said one");
            assertFalse(text.lines().toString().contains("two"));
        }
    }

    /** The command, on a thread of its own; its client goes at the end. */
    private final class Following implements AutoCloseable {

        private final ByteArrayOutputStream output = new ByteArrayOutputStream();
        private final PipedOutputStream client = new PipedOutputStream();
        private final Thread command;

        Following(String... words) throws IOException {
            InputStream input = new PipedInputStream(client);
            command = new Thread(() -> run(List.of(words), input));
            command.start();
        }

        private void run(List<String> words, InputStream input) {
            try {
                node.logsCommand().run(words, input, output);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        List<String> lines() {
            return output.toString(StandardCharsets.UTF_8).lines().toList();
        }

        /** A line with all of these. */
        void await(String... parts) {
            Awaitility.await()
                    .atMost(NodeRule.LIMIT)
                    .until(() -> lines().stream()
                            .anyMatch(line -> List.of(parts).stream().allMatch(line::contains)));
        }

        @Override
        public void close() throws IOException, InterruptedException {
            client.close();
            command.join(NodeRule.LIMIT.toMillis());
            assertFalse(command.isAlive());
        }
    }
}
