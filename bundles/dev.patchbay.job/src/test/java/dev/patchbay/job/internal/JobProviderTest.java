package dev.patchbay.job.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Catalog;
import dev.patchbay.endpoint.Connection;
import dev.patchbay.job.JobState;
import dev.patchbay.query.Query;
import dev.patchbay.rpc.CallContext;
import dev.patchbay.rpc.CallException;
import dev.patchbay.session.User;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;

/** Jobs by our own protocol and by the control socket. */
public class JobProviderTest {

    private static final User BOB = new User("2", "bob", Set.of());
    private static final User ROOT = new User("3", "root", Set.of(User.ADMIN));

    @Rule
    public final EngineFixture node = new EngineFixture();

    private JobProvider provider;

    @Before
    public void make() {
        provider = new JobProvider(node.engine, node.engine.resources(), node.dispatcher);
        node.add("echo", (input, context) -> input);
        node.add("bad", (input, context) -> {
            throw new CallException(17, "There is one already");
        });
        node.add("long", (input, context) -> {
            node.mayEnd.acquire();
            return null;
        });
    }

    private record By(User user) implements CallContext {
        @Override
        public String name() {
            return "job.x";
        }

        @Override
        public Optional<Connection> connection() {
            return Optional.empty();
        }

        @Override
        public Map<String, Object> attributes() {
            return Map.of();
        }
    }

    private static final CallContext ADA = new By(EngineFixture.ADA);

    @Test
    public void aJobIsSubmittedFoundAndWaitedFor() throws Exception {
        long id = provider.submit("echo", null, List.of(1L, 2L), Map.of("COLOUR", "red"), ADA);
        Map<String, Object> entry = provider.wait(id, 10_000, ADA);
        assertEquals("FINISHED", entry.get("state"));
        assertEquals(List.of(1L, 2L), entry.get("result"));
        assertEquals(Map.of("COLOUR", "red", "ID", id), entry.get("environment"));
        assertEquals("ada", entry.get("user"));
        assertEquals(entry, provider.get(id, ADA));
    }

    @Test
    public void runningOneAnswersWithItsResultOrItsError() throws Exception {
        assertEquals(List.of("all"), provider.run("echo", "all", null, Map.of(), ADA));
        assertEquals(List.of(), provider.run("echo", null, null, Map.of(), ADA));
        CallException error = assertThrows(CallException.class, () -> provider.run("bad", null, null, Map.of(), ADA));
        assertEquals(17, error.code());
        assertEquals("There is one already", error.getMessage());
    }

    @Test
    public void theWholeInputOrArgumentsButNotBoth() {
        CallException error =
                assertThrows(CallException.class, () -> provider.submit("echo", "all", List.of(1L), Map.of(), ADA));
        assertEquals(22, error.code());
    }

    @Test
    public void aMapIsPutIntoPlacesForATaskThatTakesThemByPosition() throws Exception {
        Map<String, Object> properties = new LinkedHashMap<>();
        List.of("name", "size", "colour").forEach(name -> properties.put(name, Map.of("type", "string")));
        node.dispatcher.describe(
                "echo",
                new Catalog.TaskDescription(
                        "echo",
                        "",
                        Map.of("properties", properties),
                        List.of(Map.of(), Map.of(), Map.of()),
                        Map.of(),
                        Set.of(),
                        "test/1",
                        Catalog.Traits.NONE));
        assertEquals(
                Arrays.asList("tank", 5L),
                provider.run("echo", Map.of("size", 5L, "name", "tank"), null, Map.of(), ADA));
        assertEquals(Arrays.asList(null, 5L), provider.run("echo", Map.of("size", 5L), null, Map.of(), ADA));
        node.dispatcher.describe("echo", null);
        assertEquals(List.of(Map.of("size", 5L)), provider.run("echo", Map.of("size", 5L), null, Map.of(), ADA));
    }

    @Test
    public void somebodyElsesJobDoesNotExist() throws Exception {
        long id = provider.submit("long", null, null, Map.of(), ADA);
        CallException unknown = assertThrows(CallException.class, () -> provider.get(id, new By(BOB)));
        assertEquals(2, unknown.code());
        assertThrows(CallException.class, () -> provider.abort(id, new By(BOB)));
        assertThrows(CallException.class, () -> provider.wait(id, 0, new By(BOB)));
        assertThrows(CallException.class, () -> provider.get(id, new By(User.ANONYMOUS)));
        assertEquals("ada", provider.get(id, new By(ROOT)).get("user"));
        assertNull(provider.wait(id, 0, ADA));
        node.awaitState(id, JobState.EXECUTING);
        provider.abort(id, new By(ROOT));
        assertEquals(JobState.FAILED, node.end(id).state());
    }

    @Test
    public void aQueryIsNarrowedToOnesOwnJobs() throws Exception {
        AtomicReference<List<Object>> asked = new AtomicReference<>();
        node.journal.queried = asked::set;
        provider.query(List.of(List.of("state", "=", "FAILED")), null, new By(BOB));
        assertEquals(List.of(List.of("user", "=", "bob"), List.of("state", "=", "FAILED")), asked.get());
        provider.query(null, null, new By(BOB));
        assertEquals(List.of(List.of("user", "=", "bob")), asked.get());
        provider.query(null, null, new By(ROOT));
        assertNull(asked.get());
    }

    @Test
    public void howATaskFailedInItsOwnCodeIsToldToAdministratorsOnly() throws Exception {
        for (User user : List.of(EngineFixture.ADA, User.ANONYMOUS)) {
            CallContext by = new By(user);
            long id = crash(by);
            for (Map<String, Object> entry : List.of(provider.wait(id, 10_000, by), provider.get(id, by))) {
                assertEquals("no disk", error(entry).get("message"));
                assertNull(error(entry).get("stacktrace"));
                assertNull(((Map<?, ?>) ((List<?>) entry.get("warnings")).get(0)).get("stacktrace"));
            }
            for (Map<String, Object> entry :
                    List.of(provider.wait(id, 10_000, new By(ROOT)), provider.get(id, new By(ROOT)))) {
                Map<?, ?> frame = (Map<?, ?>) ((List<?>) error(entry).get("stacktrace")).get(0);
                assertEquals("Tank.java", frame.get("filename"));
            }
        }
    }

    @Test
    public void aQueryTellsNoStackTraceEither() throws Exception {
        crash(ADA);
        List<Object> selected = List.of("name", "error.message", "error.stacktrace", "error.stack\\trace.0.filename");
        assertEquals(List.of(Arrays.asList("crash", "no disk", null, null)), queried(Map.of("select", selected), ADA));
        Map<?, ?> error = (Map<?, ?>) queried(Map.of("select", "error"), ADA).get(0);
        assertNull(error.get("stacktrace"));
        Map<?, ?> rest = (Map<?, ?>) queried(Map.of("exclude", "args"), ADA).get(0);
        assertFalse(rest.containsKey("args"));
        assertNull(((Map<?, ?>) rest.get("error")).get("stacktrace"));
        assertEquals(1L, provider.query(null, Map.of("count", true), ADA));
        Map<?, ?> whole = (Map<?, ?>) queried(Map.of(), new By(ROOT)).get(0);
        assertNotNull(((Map<?, ?>) whole.get("error")).get("stacktrace"));
    }

    @Test
    public void nobodyElseMayFilterOrSortByWhatAStackTraceSays() throws Exception {
        crash(ADA);
        List<Object> byFile = List.of(List.of("error.stacktrace.0.filename", "~", "^T"));
        List<Object> byWarning = List.of(List.of("or", List.of(List.of("warnings.0.stacktrace", "=", "x"))));
        for (List<Object> filter : List.of(byFile, byWarning)) {
            assertRefused(() -> provider.query(filter, null, ADA));
        }
        assertRefused(() -> provider.query(null, Map.of("sort", List.of("error.stacktrace")), ADA));
        assertEquals(1L, provider.query(List.of(List.of("error.message", "=", "no disk")), Map.of("count", true), ADA));
        assertEquals(1L, provider.query(byFile, Map.of("count", true), new By(ROOT)));
    }

    private static void assertRefused(ThrowingRunnable query) {
        CallException refusal = assertThrows(CallException.class, query);
        assertEquals(Query.MALFORMED, refusal.code());
        assertTrue(refusal.getMessage(), refusal.getMessage().contains("only administrators may see"));
    }

    /** Runs a task that warns and then fails. */
    private long crash(CallContext by) throws Exception {
        node.add("crash", (input, context) -> {
            context.warn(3, "It gets hot", null);
            Exception fault = new IllegalStateException("no disk");
            fault.setStackTrace(new StackTraceElement[] {new StackTraceElement("org.Tank", "fill", "Tank.java", 12)});
            throw fault;
        });
        long id = provider.submit("crash", null, null, Map.of(), by);
        node.end(id);
        return id;
    }

    private static Map<?, ?> error(Map<String, Object> entry) {
        return (Map<?, ?>) entry.get("error");
    }

    private List<?> queried(Map<String, Object> options, CallContext by) throws Exception {
        return ((Stream<?>) provider.query(null, options, by)).toList();
    }

    @Test
    public void resourcesAreListed() {
        assertEquals("system", provider.resources().get(0).name());
    }
}
