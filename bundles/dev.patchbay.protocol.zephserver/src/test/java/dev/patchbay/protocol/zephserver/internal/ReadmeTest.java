package dev.patchbay.protocol.zephserver.internal;

import static dev.patchbay.protocol.zephserver.internal.Playground.answer;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Request;
import dev.patchbay.protocol.zephserver.example.TaskGreet;
import dev.patchbay.protocol.zephserver.internal.Playground.Peer;
import dev.patchbay.task.TaskContext;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final Path EXAMPLE =
            Path.of("src/test/java/dev/patchbay/protocol/zephserver/example/TaskGreet.java");

    @Test
    public void theExampleIsTheClassThatIsCompiled() throws Exception {
        String source = Files.readString(EXAMPLE);
        String code = source.substring(source.indexOf("@OriginalId"));
        assertTrue(Files.readString(README).contains("```java\n" + code + "```"));
    }

    @Test
    public void theExampleAnswersTheSenderAndTellsTheOthers() {
        Playground node = new Playground();
        node.dispatcher.task("TaskGreet", request -> greet(node, request));
        Peer alice = node.inRoom("r", "session-of-alice");
        Peer bob = node.inRoom("r", "session-of-bob");
        alice.drain();
        alice.task("TaskGreet", Map.of("name", "Ada"));
        assertEquals(List.of(answer("TaskGreet", "Hello, Ada!")), alice.drain());
        assertEquals(List.of(answer("TaskGreet", "Ada is greeted")), bob.drain());
    }

    private static String greet(Playground node, Request request) {
        TaskContext context = (TaskContext) Proxy.newProxyInstance(
                TaskContext.class.getClassLoader(),
                new Class<?>[] {TaskContext.class},
                (self, method, arguments) -> request.attributes());
        String name = (String) ((Map<?, ?>) request.params()).get("name");
        return new TaskGreet(node.rooms).run(new TaskGreet.Input(name), context);
    }

    @Test
    public void everySettingIsInTheTableWithItsDefault() throws Exception {
        String readme = Files.readString(README);
        for (Method setting : Zephserver.Config.class.getDeclaredMethods()) {
            Object value = setting.getDefaultValue();
            String shown = value instanceof String[] texts
                    ? "`[\"" + texts[0] + "\"]`"
                    : value.equals("") ? "none" : value instanceof String ? "`" + value + "`" : String.valueOf(value);
            String row = "| `" + setting.getName() + "` | " + shown + " |";
            assertTrue(row, readme.contains(row));
        }
    }
}
