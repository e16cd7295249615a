package dev.patchbay.dispatch.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Catalog.MethodDescription;
import dev.patchbay.dispatch.Catalog.ParameterDescription;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Request;
import dev.patchbay.json.Definitions;
import dev.patchbay.rpc.CallContext;
import dev.patchbay.rpc.spi.Param;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Accepts;
import dev.patchbay.schema.Default;
import dev.patchbay.schema.Description;
import dev.patchbay.schema.Range;
import dev.patchbay.schema.Returns;
import dev.patchbay.session.RequiresRole;
import dev.patchbay.session.User;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

public class MethodBindingTest {

    private static final User EVE = new User("1", "eve", Set.of("reader"));
    private static final User BOB = new User("2", "bob", Set.of("reader", "writer"));

    record Point(int x, @Default("7") int y) {}

    /** Not public, as most components are not. */
    static final class Lab implements Provider {

        private final List<String> calls = new ArrayList<>();

        @RpcMethod
        @Description("Adds.")
        public long add(long left, @Description("the other") @Range(max = 10) long right) {
            calls.add("add");
            return left + right;
        }

        @RpcMethod
        public String greet(
                @Param("who") String name,
                @Default("\"Hello\"") String word,
                Optional<String> title,
                @Nullable Integer times) {
            return word + " " + title.orElse("-") + " " + name + " " + times;
        }

        @RpcMethod
        public String caller(CallContext context, String suffix) {
            return context.user().username() + "@" + context.name() + suffix;
        }

        @RpcMethod
        public Point move(Point point) {
            return new Point(point.x() + 1, point.y() + 1);
        }

        @RpcMethod
        public void nothing() {
            calls.add("nothing");
        }

        @RpcMethod
        @Accepts("{\"type\":\"array\",\"prefixItems\":[{\"const\":\"on\"},{\"type\":\"integer\"}]}")
        @Returns("{\"const\":true}")
        public boolean toggle(String state, @Default("3") int level) {
            return state.length() < level;
        }

        @RpcMethod
        @RequiresRole("writer")
        public void write(int amount) {
            calls.add("write");
        }

        @RpcMethod
        public void failing(String with) throws Exception {
            switch (with) {
                case "io" -> throw new IOException("no disk");
                case "error" -> throw new Error("no luck");
                default -> throw new IllegalArgumentException(with);
            }
        }
    }

    private final Lab lab = new Lab();

    private @Nullable Object call(String method, @Nullable Object params) throws Exception {
        return call(method, params, EVE);
    }

    private @Nullable Object call(String method, @Nullable Object params, User user) throws Exception {
        RecordingReply reply = new RecordingReply();
        binding(method).invoke(new Run(Request.of("lab." + method, params, user), reply, Runnable::run));
        return reply.answer();
    }

    private MethodBinding binding(String method) {
        return ProviderBindings.of(
                        "lab", Lab.class, () -> lab, new Guard(Set.of("reader"), List.of()), Definitions.NONE)
                .get(method);
    }

    private MethodDescription described(String method) {
        return binding(method).describe("lab/1.0.0");
    }

    private Failure refusal(String method, @Nullable Object params) {
        return refusal(method, params, EVE);
    }

    private Failure refusal(String method, @Nullable Object params, User user) {
        return assertThrows(Binding.RefusedException.class, () -> call(method, params, user))
                .failure();
    }

    private List<Object> violations(String method, @Nullable Object params) {
        Failure failure = refusal(method, params);
        assertEquals(Failure.Kind.INVALID_INPUT, failure.kind());
        return ((List<?>) failure.data())
                .stream().<Object>map(each -> ((Map<?, ?>) each).get("path")).toList();
    }

    @Test
    public void parametersMayComeByPositionOrByName() throws Exception {
        assertEquals(5L, call("add", List.of(2L, 3L)));
        assertEquals(5L, call("add", Map.of("right", 3L, "left", 2L)));
    }

    @Test
    public void noParametersMayBeNullOrEmpty() throws Exception {
        assertNull(call("nothing", null));
        assertNull(call("nothing", List.of()));
        assertNull(call("nothing", Map.of()));
        assertEquals(List.of("nothing", "nothing", "nothing"), lab.calls);
    }

    @Test
    public void leftOutParametersGetTheirDefaults() throws Exception {
        assertEquals("Hello - Ann null", call("greet", List.of("Ann")));
        assertEquals("Hello - Ann null", call("greet", Map.of("who", "Ann")));
        assertEquals("Hi Dr Ann 2", call("greet", List.of("Ann", "Hi", "Dr", 2L)));
        assertEquals("Hello Dr Ann null", call("greet", Map.of("title", "Dr", "who", "Ann")));
        assertEquals("Hi - Ann null", call("greet", Arrays.asList("Ann", "Hi", null, null)));
    }

    @Test
    public void defaultsInsideARecordAreFilledIn() throws Exception {
        assertEquals(Map.of("x", 2L, "y", 8L), call("move", List.of(Map.of("x", 1L))));
    }

    @Test
    public void missingParametersAreListed() {
        assertEquals(List.of("/0", "/1"), violations("add", null));
        assertEquals(List.of("/1"), violations("add", List.of(1L)));
        assertEquals(List.of("/right"), violations("add", Map.of("left", 1L)));
    }

    @Test
    public void unknownParametersAreListed() {
        assertEquals(List.of("/rihgt", "/right"), violations("add", Map.of("left", 1L, "rihgt", 2L)));
        assertEquals(List.of("/name", "/who"), violations("greet", Map.of("name", "the Java name")));
    }

    @Test
    public void tooManyParametersAreListed() {
        assertEquals(List.of("/2", "/3"), violations("add", List.of(1L, 2L, 3L, 4L)));
    }

    @Test
    public void everyViolationIsListedWithItsPath() {
        assertEquals(List.of("/0", "/1"), violations("add", List.of("one", 11L)));
        assertEquals(List.of("/left", "/right"), violations("add", Map.of("left", 1.5, "right", true)));
        assertEquals(List.of("/point/x"), violations("move", Map.of("point", Map.of("x", "one"))));
        assertEquals(List.of(), lab.calls);
    }

    @Test
    public void theMessageNamesTheFirstViolationAndCountsTheOthers() {
        String message = refusal("add", List.of()).message();
        assertEquals(
                "The input of 'lab.add' does not match its schema: at /0: 'left' is missing (and 1 more)", message);
    }

    @Test
    public void parametersThatAreNeitherListNorMapAreRefused() {
        Failure failure = refusal("add", "2,3");
        assertEquals(Failure.Kind.INVALID_INPUT, failure.kind());
        assertTrue(failure.message(), failure.message().contains("array or an object"));
    }

    @Test
    public void theContextIsHandedInAndNotSeenByCallers() throws Exception {
        assertEquals("eve@lab.caller!", call("caller", List.of("!")));
        assertEquals("eve@lab.caller!", call("caller", Map.of("suffix", "!")));
        assertEquals(
                List.of("suffix"),
                described("caller").parameters().stream()
                        .map(ParameterDescription::name)
                        .toList());
    }

    @Test
    public void aLiteralSchemaReplacesTheDerivedOnes() throws Exception {
        assertEquals(true, call("toggle", List.of("on")));
        assertEquals(true, call("toggle", Map.of("state", "on", "level", 9L)));
        assertEquals(List.of("/0"), violations("toggle", List.of("off")));
        assertEquals(List.of("/0", "/1"), violations("toggle", Map.of("state", "off", "level", "high")));
        assertEquals(Map.of("const", true), described("toggle").result());
    }

    @Test
    public void rolesOfProviderAndMethodBothCount() throws Exception {
        assertEquals(Set.of("reader", "writer"), described("write").roles());
        call("write", List.of(1L), BOB);
        assertEquals(List.of("write"), lab.calls);
        assertEquals(Failure.Kind.NOT_ALLOWED, refusal("write", List.of(1L)).kind());
        User writerOnly = new User("3", "wim", Set.of("writer"));
        assertEquals(
                Failure.Kind.NOT_ALLOWED,
                refusal("write", List.of(1L), writerOnly).kind());
    }

    @Test
    public void rolesAreCheckedBeforeInputIsLookedAt() {
        assertEquals(
                Failure.Kind.NOT_SIGNED_IN,
                refusal("write", "nonsense", User.ANONYMOUS).kind());
        assertEquals(
                Failure.Kind.NOT_ALLOWED,
                refusal("write", List.of("one", "two")).kind());
        assertEquals(List.of(), lab.calls);
    }

    @Test
    public void theInstanceIsNotMadeForACallThatIsRefused() {
        MethodBinding lazy = ProviderBindings.of(
                        "lab",
                        Lab.class,
                        () -> {
                            throw new AssertionError("made");
                        },
                        new Guard(Set.of(), List.of()),
                        Definitions.NONE)
                .get("add");
        Run run = new Run(Request.of("lab.add", List.of(), EVE), new RecordingReply(), Runnable::run);
        assertThrows(Binding.RefusedException.class, () -> lazy.invoke(run));
    }

    @Test
    public void whatTheMethodThrowsComesOutUnwrapped() {
        assertEquals(
                "no disk",
                assertThrows(IOException.class, () -> call("failing", List.of("io")))
                        .getMessage());
        Error error = assertThrows(Error.class, () -> call("failing", List.of("error")));
        assertSame(Error.class, error.getClass());
    }

    @Test
    public void theMethodIsDescribed() {
        MethodDescription add = described("add");
        assertEquals("Adds.", add.description());
        ParameterDescription right = add.parameters().get(1);
        assertEquals("right", right.name());
        assertEquals("the other", right.description());
        assertEquals(10L, right.schema().get("maximum"));
        assertTrue(right.required());
        assertFalse(described("greet").parameters().get(1).required());
    }
}
