package dev.patchbay.worker.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Catalog.MethodDescription;
import dev.patchbay.dispatch.Catalog.ParameterDescription;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Failure.Kind;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RemoteProvider;
import dev.patchbay.session.User;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Modules as providers, for every other protocol. */
public class ProvidersTest {

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final NodeRule node = new NodeRule();

    @Before
    public void start() throws Exception {
        node.config.maxWaiting = 1;
        node.python("lamp", """
                import os, time
                class Lamp:
                    def set(self, colour, level=5):
                        "Sets the colour."
                        return [colour, level]
                    def fail(self):
                        raise ValueError("no light")
                    def hold(self, name):
                        open(name + ".begun", "w").close()
                        while not os.path.exists(name):
                            time.sleep(0.01)
                        return "held"
                    def any(self, *args):
                        return list(args)
                class Stage:
                    def call(self, *args):
                        return list(args)
                """);
        node.module("lamp", "lamp", "Lamp", null)
                .module("stage", "lamp", "Stage", "call")
                .module("no provider", "lamp", "Lamp", null)
                .module("rpc.lamp", "lamp", "Lamp", null)
                .start();
        node.pid("lamp");
        node.pid("stage");
    }

    private Collection<ServiceReference<RemoteProvider>> find(String name) throws InvalidSyntaxException {
        return node.context()
                .getServiceReferences(RemoteProvider.class, "(" + ProviderName.PROPERTY + "=" + name + ")");
    }

    private RemoteProvider provider(String name) throws InvalidSyntaxException {
        await().until(() -> find(name).size() == 1);
        return node.context().getService(find(name).iterator().next());
    }

    /** An answer, one and no second. */
    private static final class Answer implements Reply {

        private final CompletableFuture<Object> outcome = new CompletableFuture<>();

        @Override
        public void result(Object result) {
            assertTrue("answered twice", outcome.complete(result));
        }

        @Override
        public void failure(Failure failure) {
            assertTrue("answered twice", outcome.complete(failure));
        }

        Object await() throws Exception {
            return outcome.get(Client.LIMIT_IN_S, TimeUnit.SECONDS);
        }

        Kind kind() throws Exception {
            return ((Failure) await()).kind();
        }
    }

    private Answer call(String method, Object params) throws Exception {
        String name = method.substring(0, method.indexOf('.'));
        Answer answer = new Answer();
        provider(name).call(Request.of(method, params, User.ANONYMOUS), answer);
        return answer;
    }

    @Test
    public void parametersComeByPositionOrByName() throws Exception {
        assertEquals(List.of("red", 7L), call("lamp.set", List.of("red", 7)).await());
        assertEquals(
                List.of("red", 5L), call("lamp.set", Map.of("colour", "red")).await());
        assertEquals(
                List.of("red", 7L),
                call("lamp.set", Map.of("level", 7, "colour", "red")).await());
        assertEquals(List.of(), call("lamp.any", null).await());
        assertEquals(Kind.INVALID_INPUT, call("lamp.set", Map.of("level", 7)).kind());
        assertEquals(
                Kind.INVALID_INPUT,
                call("lamp.set", Map.of("colour", "red", "size", 7)).kind());
        assertEquals(
                Kind.INVALID_INPUT, call("stage.set", Map.of("colour", "red")).kind());
        assertEquals(
                List.of("127.0.0.1", "set", "red"),
                call("stage.set", List.of("red")).await());
    }

    @Test
    public void failuresAreToldByTheirLastLine() throws Exception {
        Failure failure = (Failure) call("lamp.fail", null).await();
        assertEquals(Kind.FAILED, failure.kind());
        assertEquals("ValueError: no light", failure.message());
        assertEquals(Kind.UNKNOWN_NAME, call("lamp.nothing", null).kind());
        assertTrue(call("lamp._help", null).await().toString().contains("positional"));
    }

    @Test
    public void whatCanBeCalledIsDescribed() throws Exception {
        MethodDescription set = provider("lamp").methods().stream()
                .filter(each -> each.name().equals("lamp.set"))
                .findFirst()
                .orElseThrow();
        assertEquals("Sets the colour.", set.description());
        assertEquals(
                List.of(
                        new ParameterDescription("colour", "", true, Map.of()),
                        new ParameterDescription("level", "", false, Map.of())),
                set.parameters());
        assertEquals(List.of(), provider("stage").methods());
    }

    @Test
    public void callsWaitForTheirTurnUpToTheBoundAndMayBeCancelled() throws Exception {
        String gate = node.home().resolve("gate").toString();
        Answer running = call("lamp.hold", List.of(gate));
        await().until(() -> Files.exists(node.home().resolve("gate.begun")));
        Answer waiting = new Answer();
        RunningCall call = provider("lamp").call(Request.of("lamp.set", List.of("a"), User.ANONYMOUS), waiting);
        assertEquals(Kind.OVERLOADED, call("lamp.set", List.of("b")).kind());
        assertFalse(call.awaitEnd(0));
        call.cancel();
        assertEquals(Kind.INTERRUPTED, waiting.kind());
        assertTrue(call.awaitEnd(20_000));
        Answer next = call("lamp.set", List.of("c"));
        node.write("gate", "");
        assertEquals("held", running.await());
        assertEquals(List.of("c", 5L), next.await());
    }

    @Test
    public void aCallThatRunsWhenItIsCancelledGoesOnAndItsAnswerIsDropped() throws Exception {
        String gate = node.home().resolve("gate").toString();
        Answer answer = new Answer();
        RunningCall call = provider("lamp").call(Request.of("lamp.hold", List.of(gate), User.ANONYMOUS), answer);
        await().until(() -> Files.exists(node.home().resolve("gate.begun")));
        call.cancel();
        assertEquals(Kind.INTERRUPTED, answer.kind());
        assertFalse(call.awaitEnd(50));
        node.write("gate", "");
        assertTrue(call.awaitEnd(20_000));
        assertEquals(List.of("a", 5L), call("lamp.set", List.of("a")).await());
    }

    @Test
    public void theyComeAndGoWithTheConfigurationAndWithTheNode() throws Exception {
        RemoteProvider lamp = provider("lamp");
        assertTrue("not a name of providers", find("no provider").isEmpty());
        node.without("lamp");
        await().until(() -> find("lamp").isEmpty());
        Answer late = new Answer();
        lamp.call(Request.of("lamp.set", List.of("a"), User.ANONYMOUS), late);
        assertEquals(Kind.UNKNOWN_NAME, late.kind());
        assertEquals(1, find("stage").size());
        node.stop();
        assertTrue(find("stage").isEmpty());
    }
}
