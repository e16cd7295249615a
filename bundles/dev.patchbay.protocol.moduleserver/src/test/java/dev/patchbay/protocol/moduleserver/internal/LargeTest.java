package dev.patchbay.protocol.moduleserver.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** §3.2, rows 13 and 14 of §12, and lines that are too long. */
public class LargeTest {

    private static final int LONGEST = 1 << 20;
    private static final long MORE_THAN_SOCKETS_HOLD = 400_000;
    private static final String NASTY = "\" \\ % + %41 ü 🎉 \n";

    @Rule
    public final ServerRule server = ServerRule.onRealTransport(Map.of("maxLineBytes", LONGEST));

    private FakeModule lamp;

    @Before
    public void addModules() {
        lamp = server.workers
                .add("lamp")
                .with("echo", args -> args.get(0))
                .with("text", args -> NASTY.repeat(((Long) args.get(0)).intValue()))
                .with("numbers", args -> List.of("+".repeat(5_000), 1e20, new BigDecimal("1E+400")));
    }

    private RawClient call(String function, Object argument) throws Exception {
        return server.client().greet("lamp").sendLine(RawClient.request(function, false, argument));
    }

    /** As the original client does it: each piece is decoded by itself, and what cannot be decoded stays. */
    private static Object readAsTheOriginal(String line) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < line.length(); at += 4096) {
            String piece = line.substring(at, Math.min(line.length(), at + 4096));
            text.append(decodeLeniently(piece));
        }
        return ((Map<?, ?>) Json.parse(text.toString())).get("response");
    }

    private static String decodeLeniently(String piece) throws IOException {
        StringBuilder ascii = new StringBuilder();
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            boolean isEncoded = c == '%' && piece.substring(i).matches("(?s)%[0-9A-Fa-f]{2}.*");
            ascii.append(isEncoded ? (char) Integer.parseInt(piece.substring(i + 1, i + 3), 16) : c == '+' ? ' ' : c);
            i += isEncoded ? 2 : 0;
        }
        return new String(ascii.toString().getBytes(ISO_8859_1), UTF_8);
    }

    @Test
    public void largeAnswersReachTheOriginalClientIntact() throws Exception {
        for (long times : new long[] {10, 60, 100, 300, 1_500, 25_000}) {
            String line = call("text", times).takeLine();
            assertEquals(NASTY.repeat((int) times), readAsTheOriginal(line));
        }
    }

    @Test
    public void largeAnswersReachOthersIntact() throws Exception {
        RawClient client = server.client().greet("lamp").sendLine(RawClient.request("text", true, 25_000L));
        assertEquals(NASTY.repeat(25_000), client.response());
        client.sendLine(RawClient.request("numbers", false));
        assertEquals(List.of("+".repeat(5_000), 1e20, new BigDecimal("1E+400")), client.response());
    }

    @Test
    public void largeAnswersHaveNothingToDecode() throws Exception {
        assertTrue(call("text", 10L).takeLine().startsWith("%7B%22response"));
        String line = call("text", 1_000L).takeLine();
        assertTrue(line, line.startsWith("{\"response\":"));
        assertFalse(line.contains("%") || line.contains("+"));
        assertTrue(line.chars().allMatch(c -> c >= ' ' && c < 0x7f));
    }

    @Test
    public void largeRequestsArrive() throws Exception {
        for (int length : new int[] {20_000, 300_000}) {
            String text = "ü".repeat(length / 4) + "a+b %".repeat(length / 10);
            assertEquals(text, call("echo", text).response());
        }
    }

    @Test
    public void aLargeHelloIsAnsweredToo() throws Exception {
        RawClient client = server.client();
        client.sendLine("{\"name\":\"lamp\",\"x\":\"" + "x".repeat(100_000) + "\"}")
                .assertAcknowledged();
        RawClient vanishing = server.client();
        vanishing
                .sendLine("{\"name\":\"lamp\",\"x\":\"" + "x".repeat(100_000) + "\"}")
                .close();
        client.close();
        await().until(() -> server.clients.size() == 0);
        assertEquals("a", call("echo", "a").response());
    }

    @Test
    public void whoIsSlowToTakeItsLastAnswerGetsItWholeAndHoldsNobodyUp() throws Exception {
        RawClient slow = call("text", MORE_THAN_SOCKETS_HOLD);
        assertEquals("a", call("echo", "a").response());
        server.pass(29_999);
        assertEquals(NASTY.repeat((int) MORE_THAN_SOCKETS_HOLD), slow.response());
        slow.assertEnd();
    }

    @Test
    public void whoDoesNotTakeItsAnswerIsClosedAndFreesTheWorker() throws Exception {
        RawClient unwilling =
                server.client().greet("lamp").sendLine(RawClient.request("text", true, MORE_THAN_SOCKETS_HOLD));
        RawClient next = call("echo", "a");
        await().until(() -> lamp.waiting() == 1);
        await().until(() -> {
            server.pass(10_000);
            return lamp.isFree();
        });
        assertEquals("a", next.response());
        assertThrows("half a line and the end", AssertionError.class, unwilling::readLine);
    }

    @Test
    public void aLineThatIsTooLongEndsItsConnectionAndNoOther() throws Exception {
        RawClient other = server.client().greet("lamp");
        RawClient client = server.client();
        assertThrows(IOException.class, () -> {
            for (int n = 0; n < 100; n++) {
                client.send("x".repeat(LONGEST));
            }
        });
        client.assertEnd();
        assertEquals("a", other.sendLine(RawClient.request("echo", false, "a")).response());
    }

    @Test
    public void theLongestLineIsTaken() throws Exception {
        String request = "{\"function\":\"echo\",\"args\":[1],\"keep_alive\":false}";
        RawClient client = server.client().greet("lamp").sendLine(request + " ".repeat(LONGEST - request.length()));
        assertEquals(1L, client.response());
    }
}
