package org.example.hello;

import static org.junit.Assert.assertEquals;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.session.User;
import dev.patchbay.task.TaskContext;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class HelloTaskTest {

    private record Context(
            String name, User user, Optional<Connection> connection, boolean isEnding, Map<String, Object> attributes)
            implements TaskContext {}

    @Test
    public void greetsWhoeverIsNamed() {
        Context context = new Context("hello", User.ANONYMOUS, Optional.empty(), false, Map.of());
        HelloTask.Greeting greeting = new HelloTask().run(new HelloTask.Input("Ada"), context);
        assertEquals("Hello, Ada!", greeting.text());
    }
}
