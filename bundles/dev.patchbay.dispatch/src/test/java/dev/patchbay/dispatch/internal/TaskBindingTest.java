package dev.patchbay.dispatch.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Catalog.TaskDescription;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.TaskStep;
import dev.patchbay.json.Definitions;
import dev.patchbay.schema.Accepts;
import dev.patchbay.schema.Description;
import dev.patchbay.schema.Range;
import dev.patchbay.session.User;
import dev.patchbay.task.TaskContext;
import dev.patchbay.task.spi.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.Test;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;

public class TaskBindingTest {

    record Input(@Range(min = 1) int count, String word) {}

    record Result(List<String> words) {}

    @Description("Repeats a word.")
    static final class Repeat implements Task<Input, Result> {

        @Override
        public Result run(Input input, TaskContext context) {
            return new Result(List.of(input.word().repeat(input.count())));
        }
    }

    static final class Nothing implements Task<@Nullable Void, @Nullable Void> {

        @Override
        public @Nullable Void run(@Nullable Void input, TaskContext context) {
            return null;
        }
    }

    @Accepts("{\"enum\":[\"a\",\"b\"]}")
    static final class Literal implements Task<String, Object> {

        @Override
        public Object run(String input, TaskContext context) {
            return new Result(List.of(input));
        }
    }

    static final class Thrower implements Task<Map<String, Object>, String> {

        @Override
        public String run(Map<String, Object> input, TaskContext context) {
            throw new IllegalStateException("no " + input.get("thing"));
        }
    }

    /** Counts what it makes and takes back. */
    private static final class Instances implements ServiceObjects<Task<@Nullable Object, @Nullable Object>> {

        private final Supplier<? extends @Nullable Task<?, ?>> maker;
        private final List<Task<?, ?>> made = new ArrayList<>();
        private final List<Task<?, ?>> released = new ArrayList<>();
        private @Nullable RuntimeException onRelease;

        Instances(Supplier<? extends @Nullable Task<?, ?>> maker) {
            this.maker = maker;
        }

        @Override
        @SuppressWarnings("unchecked")
        public @Nullable Task<@Nullable Object, @Nullable Object> getService() {
            Task<?, ?> task = maker.get();
            made.add(task);
            return (Task<@Nullable Object, @Nullable Object>) task;
        }

        @Override
        public void ungetService(Task<@Nullable Object, @Nullable Object> task) {
            released.add(task);
            if (onRelease != null) {
                throw onRelease;
            }
        }

        @Override
        public ServiceReference<Task<@Nullable Object, @Nullable Object>> getServiceReference() {
            return new FakeReference<>(Map.of());
        }
    }

    private Instances instances = new Instances(Repeat::new);

    private TaskBinding binding(Class<?> type) {
        return new TaskBinding("repeat", type, instances, new Guard(Set.of("writer"), List.of()), Definitions.NONE);
    }

    private @Nullable Object run(Class<?> type, @Nullable Object input) throws Exception {
        return run(type, input, new User("1", "bob", Set.of("writer")));
    }

    private @Nullable Object run(Class<?> type, @Nullable Object input, User user) throws Exception {
        RecordingReply reply = new RecordingReply();
        binding(type).invoke(new Run(Request.of("repeat", input, user), reply, Runnable::run));
        return reply.answer();
    }

    private List<Object> violations(Class<?> type, @Nullable Object input) {
        Failure failure = assertThrows(Binding.RefusedException.class, () -> run(type, input))
                .failure();
        assertEquals(Failure.Kind.INVALID_INPUT, failure.kind());
        return ((List<?>) failure.data())
                .stream().<Object>map(each -> ((Map<?, ?>) each).get("path")).toList();
    }

    @Test
    public void theInputIsBoundAndTheResultIsPlain() throws Exception {
        assertEquals(Map.of("words", List.of("aaa")), run(Repeat.class, Map.of("count", 3L, "word", "a")));
    }

    @Test
    public void eachRunHasItsOwnInstanceAndReleasesIt() throws Exception {
        run(Repeat.class, Map.of("count", 1L, "word", "a"));
        run(Repeat.class, Map.of("count", 2L, "word", "b"));
        assertEquals(2, instances.made.size());
        assertNotSame(instances.made.get(0), instances.made.get(1));
        assertEquals(instances.made, instances.released);
    }

    @Test
    public void anInstanceThatThrowsIsReleasedToo() {
        instances = new Instances(Thrower::new);
        Exception thrown = assertThrows(IllegalStateException.class, () -> run(Thrower.class, Map.of("thing", "luck")));
        assertEquals("no luck", thrown.getMessage());
        assertEquals(instances.made, instances.released);
    }

    @Test
    public void aReleaseThatComesTooLateDoesNotSpoilTheResult() throws Exception {
        for (RuntimeException late : List.of(new IllegalStateException(), new IllegalArgumentException())) {
            instances.onRelease = late;
            assertEquals(Map.of("words", List.of("a")), run(Repeat.class, Map.of("count", 1L, "word", "a")));
        }
    }

    @Test
    public void everyViolationIsListedAndNoInstanceIsMade() {
        List<Object> paths = violations(Repeat.class, Map.of("count", 0L, "word", 5L, "more", true));
        assertEquals(Set.of("/count", "/word", "/more"), Set.copyOf(paths));
        assertEquals(List.of(""), violations(Repeat.class, null));
        assertEquals(List.of(), instances.made);
    }

    @Test
    public void rolesAreCheckedBeforeInputIsLookedAt() {
        Binding.RefusedException refused =
                assertThrows(Binding.RefusedException.class, () -> run(Repeat.class, "nonsense", User.ANONYMOUS));
        assertEquals(Failure.Kind.NOT_SIGNED_IN, refused.failure().kind());
        assertEquals(List.of(), instances.made);
    }

    @Test
    public void aTaskWithoutInputTakesNullOnly() throws Exception {
        instances = new Instances(Nothing::new);
        assertNull(run(Nothing.class, null));
        assertEquals(List.of(""), violations(Nothing.class, Map.of("a", 1L)));
    }

    @Test
    public void aLiteralSchemaReplacesTheDerivedOne() throws Exception {
        instances = new Instances(Literal::new);
        assertEquals(Map.of("words", List.of("a")), run(Literal.class, "a"));
        assertEquals(List.of(""), violations(Literal.class, "c"));
    }

    @Test
    public void aComponentThatCannotBeMadeIsNamed() {
        instances = new Instances(() -> null);
        Exception thrown =
                assertThrows(NotActivatedException.class, () -> run(Repeat.class, Map.of("count", 1L, "word", "a")));
        assertTrue(thrown.getMessage(), thrown.getMessage().startsWith("'repeat' is there"));
    }

    @Test
    public void theTaskIsDescribed() {
        TaskDescription repeat = binding(Repeat.class).describe("repeat/1.0.0");
        assertEquals("Repeats a word.", repeat.description());
        assertEquals(Set.of("writer"), repeat.roles());
        assertEquals(List.of("count", "word"), repeat.input().get("required"));
        assertEquals("object", repeat.result().get("type"));
    }

    private @Nullable Object perform(TaskStep step, @Nullable Object params) throws Exception {
        RecordingReply reply = new RecordingReply();
        Request request = Request.of("repeat", params, new User("1", "bob", Set.of("writer")));
        binding(Repeat.class).performing(step).invoke(new Run(request, reply, Runnable::run));
        return reply.answer();
    }

    @Test
    public void aStepGetsTheTaskAndItsInputByNameOrAsTheOneArgument() throws Exception {
        TaskStep step = (task, input, context) -> task.getClass().getSimpleName() + input + context.name();
        Map<String, Object> input = Map.of("count", 2L, "word", "a");
        assertEquals("RepeatInput[count=2, word=a]repeat", perform(step, input));
        assertEquals("RepeatInput[count=2, word=a]repeat", perform(step, List.of(input)));
        assertEquals(2, instances.made.size());
        assertEquals(instances.made, instances.released);
    }

    @Test
    public void whatAStepReturnsNeedNotBeTheTasksResult() throws Exception {
        Map<String, Object> input = Map.of("count", 2L, "word", "a");
        assertEquals(
                List.of(Map.of("count", 1L, "word", "b")),
                perform((task, value, context) -> List.of(new Input(1, "b")), input));
        assertNull(perform((task, value, context) -> null, input));
    }

    @Test
    public void aStepIsNotTakenWhenTheInputDoesNotFit() {
        TaskStep step = (task, input, context) -> {
            throw new AssertionError("taken");
        };
        Binding.RefusedException refused = assertThrows(
                Binding.RefusedException.class, () -> perform(step, List.of(Map.of("count", 0L, "word", "a"))));
        assertEquals("/0/count", ((Map<?, ?>) ((List<?>) refused.failure().data()).get(0)).get("path"));
        assertEquals(List.of(), instances.made);
    }

    @Test
    public void aStepThatThrowsReleasesTheInstance() {
        TaskStep step = (task, input, context) -> {
            throw new IllegalStateException("no");
        };
        assertThrows(IllegalStateException.class, () -> perform(step, Map.of("count", 1L, "word", "a")));
        assertEquals(instances.made, instances.released);
    }
}
