package dev.patchbay.shell.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.Before;
import org.junit.Test;

public class ExecWordTest {

    private final GogoFixture gogo = new GogoFixture();
    private final ExecWord exec = new ExecWord(gogo.shells);
    private final PipedOutputStream client = new PipedOutputStream();
    private PipedInputStream input = new PipedInputStream();

    @Before
    public void connect() throws Exception {
        input = new PipedInputStream(client);
    }

    @Test
    public void outputComesFirstAndTheStatusLast() throws Exception {
        gogo.dispatcher.result = Map.of("text", "Hello");

        assertEquals("{\n  \"text\": \"Hello\"\n}\nexit 0\n", exec("run hello {\"name\":\"World\"}"));
        assertEquals(Map.of("name", "World"), request().params());
    }

    @Test
    public void lineComesAfterReadyWhenNoWordsDo() throws Exception {
        gogo.dispatcher.result = "x";
        client.write("call clock.now '{\"a\":  1}' \"5\"\n".getBytes(UTF_8));

        assertEquals("ready\n\"x\"\nexit 0\n", exec(""));
        assertEquals(List.of(Map.of("a", 1L), "5"), request().params());
    }

    @Test
    public void callIsMadeAsAdministratorAndNoLongerThanAMinute() throws Exception {
        exec("call clock.now");

        Request request = request();
        assertTrue(request.user().hasRole("anything"));
        assertEquals(60_000, request.timeLimitInMs());
        assertEquals("clock.now", request.name());
    }

    @Test
    public void limitIsTakenFromWhereverItStands() throws Exception {
        exec("call clock.now --limit 5 x");

        Request request = request();
        assertEquals(5_000, request.timeLimitInMs());
        assertEquals(List.of("x"), request.params());
    }

    @Test
    public void wordsAreNotTurnedIntoNumbersOrFilesOnTheWay() throws Exception {
        exec("call clock.now 5 05 true null *.md");

        assertEquals(Arrays.asList(5L, "05", true, null, "*.md"), request().params());
    }

    @Test
    public void parametersByNameArriveByName() throws Exception {
        exec("call clock.now zone=Europe/Berlin list=[1,2]");

        assertEquals(
                Map.of("zone", "Europe/Berlin", "list", List.of(1L, 2L)),
                request().params());
    }

    @Test
    public void failureIsALineAndStatusOne() throws Exception {
        gogo.dispatcher.failure = Failure.of(Failure.Kind.UNKNOWN_NAME, "Expected a task, got 'x'");

        assertEquals("error: Expected a task, got 'x'\nexit 1\n", exec("run x"));
    }

    @Test
    public void everyViolationIsALine() throws Exception {
        gogo.dispatcher.failure = new Failure(
                Failure.Kind.INVALID_INPUT,
                0,
                "The input does not match",
                List.of(
                        Map.of("path", "/a", "message", "must be a number"),
                        Map.of("path", "/b", "message", "is missing")));

        assertEquals(
                "error: The input does not match\n  /a: must be a number\n  /b: is missing\nexit 1\n", exec("run x"));
    }

    @Test
    public void unknownCommandSaysWhatToDo() throws Exception {
        assertEquals("error: Expected a command, got 'nope'; 'help' lists them\nexit 1\n", exec("nope"));
    }

    @Test
    public void wrongUsageShowsTheUsage() throws Exception {
        assertEquals("error: Expected nothing more, got 'b'; usage: tasks [TASK]\nexit 1\n", exec("tasks a b"));
        assertEquals(
                "error: Expected a whole number of 1 or more after --limit, got x; usage: run TASK [JSON]"
                        + " [--limit SECONDS]\nexit 1\n",
                exec("run hello --limit x"));
    }

    @Test
    public void resultOfAForeignCommandIsShown() throws Exception {
        assertEquals("no bundles\nexit 0\n", exec("lb"));
    }

    @Test
    public void severalStatementsRunOneAfterTheOther() throws Exception {
        gogo.dispatcher.result = 1L;

        assertEquals("1\n1\nexit 0\n", exec("call a.b; call a.c"));
    }

    @Test
    public void clientThatGoesAwayCancelsItsCall() throws Exception {
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> exec("call slow"));
        assertNotNull(gogo.dispatcher.requests.poll(10, TimeUnit.SECONDS));

        client.close();

        assertTrue(gogo.dispatcher.cancelled.await(10, TimeUnit.SECONDS));
        assertEquals("error: Interrupted\nexit 1\n", answer.get(10, TimeUnit.SECONDS));
    }

    @Test
    public void eventsEndAfterAsManyAsAskedFor() throws Exception {
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> exec("events clock.* --count 2"));
        gogo.bus.tell("clock.tick", 7);
        gogo.bus.tell("clock.tock", 8);
        gogo.bus.tell("clock.late", 9);

        String text = answer.get(10, TimeUnit.SECONDS);

        assertTrue(text, text.contains("  7  clock.tick  {\"n\":7}\n"));
        assertTrue(text, text.contains("  8  clock.tock  {\"n\":8}\nexit 0\n"));
        assertEquals(List.of("clock.*"), gogo.bus.masks);
        assertTrue(gogo.bus.closed.await(10, TimeUnit.SECONDS));
    }

    @Test
    public void lostEventsAreTold() throws Exception {
        gogo.bus.lost = 3;
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> exec("events --count 1"));
        gogo.bus.tell("a", 1);

        assertTrue(answer.get(10, TimeUnit.SECONDS).contains("3 events were lost"));
        assertEquals(List.of("*"), gogo.bus.masks);
    }

    @Test
    public void stopStopsTheNode() throws Exception {
        assertEquals("Stopping lab.\nexit 0\n", exec("stop"));
        assertEquals(0, gogo.node.stopped.getCount());
    }

    private String exec(String line) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            exec.run(line.isEmpty() ? List.of() : List.of(line.split(" ")), input, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return output.toString(UTF_8);
    }

    private Request request() {
        @Nullable Request request = gogo.dispatcher.requests.poll();
        assertNotNull(request);
        return request;
    }
}
