package dev.patchbay.worker.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.worker.WorkerAnswer;
import dev.patchbay.worker.WorkerStatus.State;
import dev.patchbay.worker.spi.InProcessModule;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** Modules that are services of the node. */
public class ServiceModulesTest {

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    @Rule
    public final NodeRule node = new NodeRule();

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);

    /** What a module may return. */
    public record Light(String colour, int level) {}

    /** A module inside the node. */
    public final class Lamp {

        private final String version;

        Lamp(String version) {
            this.version = version;
        }

        public String version() {
            return version;
        }

        public String set(String colour) {
            return colour;
        }

        public Light set(String colour, int level) {
            return new Light(colour, level);
        }

        public int level(Light light) {
            return light.level();
        }

        public Object thread() {
            return Thread.currentThread();
        }

        public void fail() {
            throw new IllegalStateException("no light");
        }

        public String stay() throws InterruptedException {
            begun.countDown();
            gate.await();
            return version;
        }

        public String dispatch(String client, String function, Object... args) {
            return client + " " + function + " " + List.of(args);
        }
    }

    private ServiceRegistration<Lamp> register(String version, int ranking) {
        return node.context()
                .registerService(
                        Lamp.class,
                        new Lamp(version),
                        FrameworkUtil.asDictionary(
                                Map.of(InProcessModule.PROPERTY, "lab.lamp", Constants.SERVICE_RANKING, ranking)));
    }

    private void start(String dispatch) throws Exception {
        node.module("lamp", "service:lab.lamp", "", dispatch).start();
    }

    private Object result(String function, Object... args) throws Exception {
        return Client.result(node.workers(), "lamp", function, args);
    }

    private String problem(String function, Object... args) throws Exception {
        return Client.problem(node.workers(), "lamp", function, args);
    }

    @Test
    public void publicMethodsAreCalledByNameAndNumberOfArguments() throws Exception {
        register("one", 0);
        start(null);
        assertEquals("red", result("set", "red"));
        assertEquals(Map.of("colour", "red", "level", 5L), result("set", "red", 5L));
        assertEquals(7L, result("level", Map.of("colour", "red", "level", 7L)));
        assertTrue(problem("set"), problem("set").endsWith("set() takes 1 or 2 arguments, got 0"));
        assertTrue(
                problem("set", "red", "x"), problem("set", "red", "x").contains("set() expects argument 2 to be int"));
        assertTrue(problem("set", "red", 1.5), problem("set", "red", 1.5).contains("expects argument 2 to be int"));
        assertEquals("java.lang.IllegalStateException: no light", problem("fail"));
        assertTrue(problem("thread"), problem("thread").startsWith("TypeError: a value of type"));
        assertEquals("Exception: function not found in INSTANCE (case matters)", problem("wait"));
        assertTrue(node.status("lamp").pid().isEmpty());
        Client client = Client.queue(node.workers(), "lamp").awaitTurn();
        assertTrue(client.help().result().toString().contains("\nset(colour, level)"));
        client.end();
    }

    @Test
    public void aDispatchMethodGetsAllCalls() throws Exception {
        register("one", 0);
        start("dispatch");
        assertEquals("192.0.2.7 move [1, up]", result("move", 1L, "up"));
        assertTrue(node.workers().find("lamp").isPresent());
    }

    @Test
    public void clientsWaitForAServiceThatIsNotThereAndForTheSuccessorOfOneThatLeft() throws Exception {
        start(null);
        node.await("lamp", State.LOADING);
        assertTrue(node.status("lamp").problem(), node.status("lamp").problem().contains("lab.lamp"));
        Client early = Client.queue(node.workers(), "lamp");
        assertFalse(early.hasTurn());
        ServiceRegistration<Lamp> first = register("one", 0);
        assertEquals("one", early.awaitTurn().call("version").result());
        early.end();
        first.unregister();
        node.await("lamp", State.LOADING);
        Client waiting = Client.queue(node.workers(), "lamp");
        assertFalse(waiting.hasTurn());
        register("two", 0);
        assertEquals("two", waiting.awaitTurn().call("version").result());
        waiting.end();
        node.awaitEvent("module.reloaded lamp");
    }

    @Test
    public void aBetterOneTakesOverAndTheOtherComesBack() throws Exception {
        register("one", 0);
        start(null);
        assertEquals("one", result("version"));
        ServiceRegistration<Lamp> better = register("better", 5);
        assertEquals("better", result("version"));
        register("worse", -5);
        assertEquals("better", result("version"));
        better.unregister();
        assertEquals("one", result("version"));
    }

    @Test
    public void aCallGoesOnInAServiceThatLeaves() throws Exception {
        ServiceRegistration<Lamp> first = register("one", 0);
        start(null);
        Client client = Client.queue(node.workers(), "lamp").awaitTurn();
        CompletionStage<WorkerAnswer> answer = client.begin("stay");
        assertTrue(begun.await(20, TimeUnit.SECONDS));
        register("two", 0);
        first.unregister();
        gate.countDown();
        assertEquals("one", Client.await(answer).result());
        await().until(() -> node.status("lamp").state() == State.READY);
        assertEquals("two", client.call("version").result());
        client.end();
    }

    @Test
    public void oneThatDoesNotEndHoldsNeitherAReloadNorTheNode() throws Exception {
        node.config.stopInMs = 200;
        register("one", 0);
        start(null);
        Client client = Client.queue(node.workers(), "lamp").awaitTurn();
        CompletionStage<WorkerAnswer> answer = client.begin("stay");
        assertTrue(begun.await(20, TimeUnit.SECONDS));
        assertTrue(node.workers().reload("lamp"));
        assertEquals("Exception: lamp was unloaded", Client.await(answer).traceback());
        assertEquals("one", result("version"));
    }

    @Test
    public void twoModulesMayBeOneService() throws Exception {
        register("one", 0);
        node.module("other", "service:lab.lamp", "", "dispatch");
        start(null);
        assertEquals("one", result("version"));
        assertEquals("192.0.2.7 x []", Client.result(node.workers(), "other", "x"));
    }
}
