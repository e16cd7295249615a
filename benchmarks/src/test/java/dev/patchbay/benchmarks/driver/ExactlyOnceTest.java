package dev.patchbay.benchmarks.driver;

import static org.junit.Assert.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.Test;

public class ExactlyOnceTest {

    private final ExactlyOnce calls = new ExactlyOnce(new Marker("\"id\":"));

    @Test
    public void answersInAnotherOrderAreFine() {
        send(0, 1, 2);
        answer("{\"id\":100000000002,\"result\":1}");
        answer("{\"id\":100000000000,\"result\":1}");
        answer("{\"id\":100000000001,\"result\":1}");
        assertFound(0, 0, 0);
        assertEquals(3, calls.latency().total());
    }

    @Test
    public void aSecondAnswerIsADuplicate() {
        send(0, 1);
        answer("{\"id\":100000000000,\"result\":1}");
        answer("{\"id\":100000000000,\"result\":1}");
        assertFound(0, 1, 1);
    }

    @Test
    public void anAnswerToNoCallIsADuplicateToo() {
        answer("{\"id\":100000000009,\"result\":1}");
        answer("{\"id\":null,\"result\":1}");
        assertFound(0, 2, 0);
    }

    @Test
    public void anErrorIsAFailureAndIsKept() {
        send(0);
        answer("{\"id\":100000000000,\"error\":{\"code\":1}}");
        assertFound(1, 0, 0);
        assertEquals("{\"id\":100000000000,\"error\":{\"code\":1}}", calls.firstFailure());
    }

    @Test
    public void moreCallsThanItBeganWithAreRemembered() {
        for (int i = 0; i < 200_000; i++) {
            send(i);
        }
        answer("{\"id\":100000199999,\"result\":1}");
        assertFound(0, 0, 199_999);
    }

    private void send(int... numbers) {
        for (int number : numbers) {
            calls.onSent(Request.FIRST_NUMBER + number, 1);
        }
    }

    private void answer(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        calls.onAnswer(bytes, 0, bytes.length, 2);
    }

    private void assertFound(long failed, long duplicated, long unanswered) {
        assertEquals(failed, calls.failed());
        assertEquals(duplicated, calls.duplicated());
        assertEquals(unanswered, calls.unanswered());
    }
}
