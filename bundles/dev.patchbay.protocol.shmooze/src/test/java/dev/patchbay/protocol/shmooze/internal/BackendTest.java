package dev.patchbay.protocol.shmooze.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.line.LineEnd;
import dev.patchbay.line.LineSettings;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class BackendTest {

    private static final long PATIENCE_IN_SEC = 10;
    private static final InetSocketAddress FIRST = new InetSocketAddress("127.0.0.1", 6100);
    private static final InetSocketAddress SECOND = new InetSocketAddress("127.0.0.2", 6100);

    private final FakeTransport transport = new FakeTransport();
    private final Backend backend = backend(1);

    @Before
    public void serve() {
        transport.serve(FIRST);
    }

    @After
    public void close() {
        backend.close();
        transport.close();
    }

    private Backend backend(int kept) {
        return new Backend("nlp", List.of(FIRST, SECOND), transport, LineSettings.at("localhost", 0), 1_000, kept);
    }

    private static final class Recorded implements Backend.Answer {

        private final CompletableFuture<String> outcome = new CompletableFuture<>();

        @Override
        public void answered(String line) {
            assertTrue("told twice", outcome.complete(line));
        }

        @Override
        public void failed(String reason) {
            assertTrue("told twice", outcome.complete("failed: " + reason));
        }

        String get() throws Exception {
            return outcome.get(PATIENCE_IN_SEC, TimeUnit.SECONDS);
        }
    }

    private static Recorded ask(Backend backend, String line) {
        Recorded answer = new Recorded();
        backend.ask(line, answer);
        return answer;
    }

    private Recorded ask(String line) {
        return ask(backend, line);
    }

    private void assertAnswers(FakeLine line, String expected, Recorded answer) throws Exception {
        assertEquals(expected, line.takeSent());
        line.receive("answer to " + expected);
        assertEquals("answer to " + expected, answer.get());
    }

    @Test
    public void aConnectionIsUsedAgain() throws Exception {
        Recorded first = ask("1");
        FakeLine line = transport.takeOutgoing();
        assertAnswers(line, "1", first);
        assertAnswers(line, "2", ask("2"));
        assertFalse(transport.hasOutgoing());
    }

    @Test
    public void aBusyConnectionIsNotShared() throws Exception {
        Recorded first = ask("1");
        Recorded second = ask("2");
        FakeLine one = transport.takeOutgoing();
        FakeLine two = transport.takeOutgoing();
        assertAnswers(two, "2", second);
        assertAnswers(one, "1", first);
        await("only one is kept").until(() -> one.ended() == LineEnd.BY_US);
        assertNull(two.ended());
    }

    @Test
    public void noneIsKeptWhenNoneShouldBe() throws Exception {
        Backend forgetful = backend(0);
        Recorded first = ask(forgetful, "1");
        FakeLine line = transport.takeOutgoing();
        assertAnswers(line, "1", first);
        assertNotNull(line.ended());
        Recorded second = ask(forgetful, "2");
        assertAnswers(transport.takeOutgoing(), "2", second);
    }

    @Test
    public void aKeptConnectionThatEndedIsReplaced() throws Exception {
        Recorded first = ask("1");
        FakeLine line = transport.takeOutgoing();
        assertAnswers(line, "1", first);
        line.end(LineEnd.BY_PEER); // known here before the backend is told
        Recorded second = ask("2");
        assertAnswers(transport.takeOutgoing(), "2", second);
    }

    @Test
    public void aCommandThatWasSentIsNotSentAgain() throws Exception {
        Recorded first = ask("1");
        FakeLine line = transport.takeOutgoing();
        assertAnswers(line, "1", first);
        Recorded second = ask("2");
        assertEquals("2", line.takeSent());
        line.end(LineEnd.BROKEN);
        assertTrue(second.get(), second.get().startsWith("failed: The service 'nlp' ended the connection"));
        assertFalse(transport.hasOutgoing());
    }

    @Test
    public void theNextAddressIsTriedWhenNobodyAnswersAtTheFirst() throws Exception {
        FakeTransport other = new FakeTransport();
        other.serve(SECOND);
        try (Backend sixth =
                new Backend("nlp", List.of(FIRST, SECOND), other, LineSettings.at("localhost", 0), 1_000, 1)) {
            Recorded answer = ask(sixth, "1");
            FakeLine line = other.takeOutgoing();
            assertEquals(SECOND, line.peer());
            assertAnswers(line, "1", answer);
        } finally {
            other.close();
        }
    }

    @Test
    public void whenNobodyAnswersAnywhereTheReasonNamesTheAddress() throws Exception {
        FakeTransport empty = new FakeTransport();
        try (Backend absent =
                new Backend("nlp", List.of(FIRST, SECOND), empty, LineSettings.at("localhost", 0), 1_000, 1)) {
            assertEquals(
                    "failed: The service 'nlp' is not reachable: the connection to 127.0.0.1:6100 was refused, or nobody"
                            + " answered there in time.",
                    ask(absent, "1").get());
        } finally {
            empty.close();
        }
    }

    @Test
    public void aTransportThatStopsIsAFailureToo() throws Exception {
        transport.close();
        assertTrue(ask("1").get().startsWith("failed: The service 'nlp' is not reachable"));
    }

    @Test
    public void aLineNobodyAskedForEndsTheConnection() throws Exception {
        Recorded first = ask("1");
        FakeLine line = transport.takeOutgoing();
        assertAnswers(line, "1", first);
        line.receive("more");
        await().until(() -> line.ended() == LineEnd.BY_US);
        Recorded second = ask("2");
        assertAnswers(transport.takeOutgoing(), "2", second);
    }

    @Test
    public void givingUpEndsTheConnectionButNotAfterItsAnswer() throws Exception {
        Recorded first = new Recorded();
        Runnable giveUp = backend.ask("1", first);
        FakeLine line = transport.takeOutgoing();
        assertAnswers(line, "1", first);
        giveUp.run();
        assertNull(line.ended());
        Recorded second = new Recorded();
        Runnable giveUpAgain = backend.ask("2", second);
        assertEquals("2", line.takeSent());
        giveUpAgain.run();
        assertNotNull(line.ended());
        assertFalse("whoever gave up is told nothing", second.outcome.isDone());
    }

    @Test
    public void whenItIsClosedWhatIsUnderWayIsStillAnswered() throws Exception {
        Recorded first = ask("1");
        FakeLine idle = transport.takeOutgoing();
        Recorded second = ask("2");
        FakeLine busy = transport.takeOutgoing();
        assertAnswers(idle, "1", first);
        backend.close();
        assertNotNull(idle.ended());
        assertNull(busy.ended());
        assertAnswers(busy, "2", second);
        assertNotNull(busy.ended());
    }
}
