package dev.patchbay.dispatch.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Request;
import dev.patchbay.rpc.CallException;
import dev.patchbay.session.User;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

/** Who is told the stack trace of what was thrown, and who is not. */
public class FailuresTest {

    private static final User ROOT = new User("0", "root", Set.of(User.ADMIN));
    private static final Throwable FAULT =
            new IllegalStateException("no disk", new UnsupportedOperationException("no controller"));

    private static Request request(Request.Rule... rules) {
        return new Request("lab.fail", null, ROOT, null, 0, Map.of(), Set.of(rules));
    }

    private static Request traced() {
        return request(Request.Rule.TRACED);
    }

    private static String trace(Throwable thrown) {
        Map<?, ?> data = (Map<?, ?>) Failures.of(traced(), thrown).data();
        assertEquals(Set.of("stacktrace"), data.keySet());
        return (String) data.get("stacktrace");
    }

    @Test
    public void theTraceIsTheDataWhereTheProtocolAskedForIt() {
        Failure failure = Failures.of(traced(), FAULT);

        assertEquals(Failure.Kind.FAILED, failure.kind());
        assertEquals("'lab.fail' failed: no disk", failure.message());
        assertEquals("no disk", failure.reason());
        assertTrue(trace(FAULT).startsWith("java.lang.IllegalStateException: no disk\n\tat "));
        assertTrue(trace(FAULT).contains("\nCaused by: java.lang.UnsupportedOperationException: no controller\n"));
        assertTrue(trace(FAULT).contains(getClass().getName()));
    }

    @Test
    public void nobodyElseIsToldMoreThanASentence() {
        assertEquals(Failure.thrown("lab.fail", "no disk"), Failures.of(request(), FAULT));
        assertNull(Failures.of(request(Request.Rule.SIGNED_IN, Request.Rule.STRICT), FAULT)
                .data());
    }

    @Test
    public void aRefusalKeepsItsOwnData() {
        CallException refusal = new CallException(17, "There is one", Map.of("left", 3L));

        assertEquals(
                new Failure(Failure.Kind.REFUSED, 17, "There is one", Map.of("left", 3L)),
                Failures.of(traced(), refusal));
        assertNull(Failures.of(traced(), new CallException(17, "There is one")).data());
        assertNull(Failures.of(traced(), new InterruptedException()).data());
    }

    @Test
    public void anErrorIsTracedLikeAnException() {
        assertTrue(trace(new StackOverflowError()).startsWith("java.lang.StackOverflowError"));
    }

    @Test
    public void aTraceLongerThanAnybodyReadsIsCut() {
        assertEquals(
                StackTrace.MOST + 1,
                trace(new IllegalStateException("x".repeat(100_000))).length());
    }

    @Test
    public void anExceptionThatCannotBePrintedIsAnsweredToo() {
        assertTrue(trace(new Unprintable()).endsWith("which cannot be printed: java.lang.ClassCastException: again"));
    }

    private static final class Unprintable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public void printStackTrace(PrintWriter s) {
            throw new ClassCastException("again");
        }
    }
}
