package dev.patchbay.dispatch.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Catalog.MethodDescription;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Request;
import dev.patchbay.json.Definitions;
import dev.patchbay.rpc.CallContext;
import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.Queryable;
import dev.patchbay.rpc.spi.RefusalListener;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Description;
import dev.patchbay.session.RequiresRole;
import dev.patchbay.session.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

public class QueriedMethodTest {

    private static final User EVE = new User("1", "eve", Set.of("lab"));

    public record Lamp(String name, int watts, Instant since) {}

    private static final Lamp HALL = new Lamp("hall", 60, Instant.parse("2026-11-01T10:00:00Z"));
    private static final Lamp YARD = new Lamp("yard", 100, Instant.parse("2026-11-02T10:00:00Z"));

    public static final class Lamps implements Provider, RefusalListener {

        private final List<Failure> refused = new ArrayList<>();
        private final AtomicBoolean isClosed = new AtomicBoolean();
        private @Nullable CallContext caller;

        @RpcMethod
        @Queryable(id = "name")
        @Description("All lamps.")
        public List<Lamp> list() {
            return List.of(HALL, YARD);
        }

        @Queryable("searchMaps")
        @RequiresRole("lab")
        public Stream<Map<String, Object>> streamed(CallContext context) {
            caller = context;
            Map<String, Object> first = Map.of("id", 7, "name", "seven");
            Stream<Map<String, Object>> endless =
                    Stream.iterate(8L, id -> id + 1).map(id -> Map.of("id", id));
            return Stream.concat(Stream.of(first), endless).onClose(() -> isClosed.set(true));
        }

        @Queryable("broken")
        public List<Lamp> broken() throws CallException {
            throw new CallException(55, "out of order");
        }

        @Override
        public void onRefused(Request request, Failure failure) {
            refused.add(failure);
        }
    }

    public static final class WithParameter implements Provider {
        @Queryable
        public List<Lamp> list(String room) {
            return List.of();
        }
    }

    public static final class WithTwoCallers implements Provider {
        @Queryable
        public List<Lamp> list(CallContext one, CallContext other) {
            return List.of();
        }
    }

    public static final class OfTexts implements Provider {
        @Queryable
        public List<String> list() {
            return List.of();
        }
    }

    public static final class OfOne implements Provider {
        @Queryable
        public Lamp list() {
            return HALL;
        }
    }

    public static final class Twice implements Provider {
        @RpcMethod
        public String query() {
            return "";
        }

        @Queryable
        public List<Lamp> list() {
            return List.of();
        }
    }

    private final Lamps lamps = new Lamps();

    private static Map<String, MethodBinding> bindingsOf(Class<?> type, Object instance) {
        return ProviderBindings.of("lamp", type, () -> instance, new Guard(Set.of(), List.of()), Definitions.NONE);
    }

    private @Nullable Object ask(String method, @Nullable Object... params) throws Exception {
        return call(EVE, method, Arrays.asList(params)).answer();
    }

    private RecordingReply call(User user, String method, @Nullable Object params) throws Exception {
        RecordingReply reply = new RecordingReply();
        Run run =
                new Run(new Request("lamp." + method, params, user, null, 0, Map.of(), Set.of()), reply, Runnable::run);
        try {
            bindingsOf(Lamps.class, lamps).get(method).invoke(run);
        } catch (Binding.RefusedException e) {
            run.fail(e.failure());
        }
        return reply;
    }

    private static String faultOf(Class<?> type) {
        return assertThrows(IllegalArgumentException.class, () -> bindingsOf(type, new Object()))
                .getMessage();
    }

    @Test
    public void whatMatchesIsAnsweredWithItsId() throws Exception {
        Map<String, Object> yard = Map.of("id", "yard", "name", "yard", "watts", 100L, "since", YARD.since());
        assertEquals(List.of(yard), ask("query", List.of(List.of("watts", ">", 60L))));
        assertEquals(List.of(), ask("query", List.of(List.of("watts", ">", 100L))));
        List<Object> early = List.of(List.of("since", "<", "2026-11-02", "timestamp"));
        assertEquals(List.of("hall"), ask("query", early, Map.of("select", "id")));
    }

    @Test
    public void filterAndOptionsMayBeLeftOutOrNamed() throws Exception {
        assertEquals(2, ((List<?>) ask("query")).size());
        assertEquals(
                2L, call(EVE, "query", Map.of("options", Map.of("count", true))).answer());
        Object names = ask("query", null, Map.of("sort", "-watts", "select", "name"));
        assertEquals(List.of("yard", "hall"), names);
        assertEquals("hall", ((Map<?, ?>) ask("query", List.of(), Map.of("single", true))).get("name"));
    }

    @Test
    public void theMethodItselfIsCallableOnlyWhenItIsMarked() {
        assertEquals(
                Set.of("list", "query", "searchMaps", "broken"),
                bindingsOf(Lamps.class, lamps).keySet());
    }

    @Test
    public void anEndlessStreamIsReadAsFarAsNeededAndClosed() throws Exception {
        assertEquals(List.of(7L, 8L, 9L), ask("searchMaps", List.of(), Map.of("limit", 3, "select", "id")));
        assertTrue(lamps.isClosed.get());
        assertEquals(EVE, lamps.caller == null ? null : lamps.caller.user());
    }

    @Test
    public void rolesHoldForTheQueryToo() throws Exception {
        RecordingReply reply = call(new User("2", "bob", Set.of()), "searchMaps", List.of());
        assertSame(Failure.Kind.NOT_ALLOWED, reply.kind());
        assertEquals(List.of(reply.failure()), lamps.refused);
        assertFalse(lamps.isClosed.get());
    }

    @Test
    public void whatIsMalformedIsSaidBeforeAnythingIsRead() throws Exception {
        Object answer = null;
        try {
            answer = ask("broken", List.of(List.of("watts", "<>", 1L)));
        } catch (CallException e) {
            answer = e.code();
        }
        assertEquals(22, answer);
    }

    @Test
    public void whatNoQueryLooksLikeIsRefusedByItsSchema() throws Exception {
        Failure refused = (Failure) ask("query", List.of("watts", ">", 5L), Map.of("limit", -1L));
        assertSame(Failure.Kind.INVALID_INPUT, refused.kind());
        assertEquals(4, ((List<?>) refused.data()).size());
    }

    @Test
    public void whatTheMethodThrowsIsTheQuerysFailure() {
        CallException thrown = assertThrows(CallException.class, () -> ask("broken"));
        assertEquals("out of order", thrown.getMessage());
    }

    @Test
    public void itIsDescribedWithItsTypes() {
        MethodDescription described =
                bindingsOf(Lamps.class, lamps).get("query").describe("bundle");
        assertEquals("All lamps. By filter and options, see docs/queries.md.", described.description());
        assertEquals(
                List.of("filter false", "options false"),
                described.parameters().stream()
                        .map(each -> each.name() + " " + each.required())
                        .toList());
        List<?> results = (List<?>) described.result().get("anyOf");
        Map<?, ?> many = (Map<?, ?>) results.get(0);
        assertEquals("array", many.get("type"));
        assertEquals(results.get(2), many.get("items"));
        Map<?, ?> one = (Map<?, ?>) results.get(2);
        Map<?, ?> properties = (Map<?, ?>) one.get("properties");
        assertEquals(Set.of("id", "name", "watts", "since"), properties.keySet());
        assertEquals("properties may be left out", Set.of("type", "properties"), one.keySet());
    }

    @Test
    public void whatIsNoCollectionOfRecordsIsRefusedByName() {
        for (Class<?> type : List.of(WithParameter.class, WithTwoCallers.class, OfTexts.class, OfOne.class)) {
            String fault = faultOf(type);
            assertTrue(fault, fault.contains("@Queryable") && fault.contains(type.getName()));
        }
        String fault = faultOf(Twice.class);
        assertTrue(fault, fault.contains("'query'") && fault.contains("got two"));
    }
}
