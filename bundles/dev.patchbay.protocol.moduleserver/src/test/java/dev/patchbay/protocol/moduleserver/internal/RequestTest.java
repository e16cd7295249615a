package dev.patchbay.protocol.moduleserver.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** §5, and rows 4 to 8, 10 of §12. */
public class RequestTest {

    @Rule
    public final ServerRule server = new ServerRule();

    private final AtomicInteger calls = new AtomicInteger();
    private FakeModule lamp;

    @Before
    public void addModules() {
        lamp = server.workers
                .add("lamp")
                .with("args", args -> args)
                .with("count", args -> calls.incrementAndGet())
                .with("nan", args -> Double.NaN)
                .with("half", args -> "\ud83c")
                .with("fail", args -> {
                    throw new IllegalArgumentException("too bright: \ud83c");
                });
        server.workers.add("stage").dispatching(args -> args);
    }

    private String errorOf(String line) throws Exception {
        String error = server.client().greet("lamp").sendLine(line).lastError();
        ServerRule.awaitFree(lamp);
        return error;
    }

    private Object call(String module, String function, Object... args) throws Exception {
        RawClient client = server.client().greet(module).sendLine(RawClient.request(function, false, args));
        Object response = client.response();
        client.assertEnd();
        return response;
    }

    @Test
    public void aFunctionGetsItsArgumentsByPosition() throws Exception {
        assertEquals(Arrays.asList("ay", 1L, false, null), call("lamp", "args", "ay", 1, false, null));
        assertEquals(List.of(), call("lamp", "args"));
    }

    @Test
    public void aDispatchMethodGetsAddressAndFunctionFirst() throws Exception {
        assertEquals(List.of("127.0.0.1", "move", 1L), call("stage", "move", 1));
        assertEquals(List.of("127.0.0.1", "dispatch"), call("stage", "dispatch"));
    }

    @Test
    public void valuesComeBackEqual() throws Exception {
        List<Object> values = new ArrayList<>(Arrays.asList(
                "grün 🎉 \u2028 \u0000 \" \\ / +%&=", "", 5L, -0.25, 1e20, 1e-20, true, false, null, Long.MIN_VALUE));
        values.add(List.of(List.of(), Map.of("a+b", Map.of("%", List.of(1L)))));
        assertEquals(values, call("lamp", "args", values.toArray()));
    }

    @Test
    public void helpIsTheModules() throws Exception {
        assertEquals("only positional arguments\nlamp", call("lamp", "_help", "ignored"));
        assertEquals("only positional arguments\nstage", call("stage", "_help"));
    }

    @Test
    public void whatFailsInTheModuleIsTheWholeAnswer() throws Exception {
        RawClient client = server.client().greet("lamp").sendLine(RawClient.request("fail", true));
        assertEquals("trace\nIllegalArgumentException: too bright: \ud83c", client.traceback());
        client.assertEnd();
        assertEquals(
                "Exception: function not found in INSTANCE (case matters)", errorOf(RawClient.request("Args", true)));
    }

    @Test
    public void whatJsonCannotSayIsAnErrorThatNamesItsType() throws Exception {
        String nan = errorOf(RawClient.request("nan", true));
        assertTrue(nan, nan.startsWith("TypeError: ") && nan.contains("java.lang.Double"));
    }

    @Test
    public void halfACharacterIsAnsweredAsAnEscape() throws Exception {
        RawClient client = server.client().greet("lamp").sendLine(RawClient.request("half", true));
        assertEquals("\ud83c", client.response());
    }

    @Test
    public void aMissingFieldIsNamed() throws Exception {
        String expected = "ModuleServerError: \"%s\" field missing from request.";
        assertEquals(
                String.format(expected, "function"), errorOf(RawClient.form(Map.of("args", 1, "keep_alive", "x"))));
        assertEquals(
                String.format(expected, "args"), errorOf(RawClient.form(Map.of("function", "count", "keep_alive", 7))));
        assertEquals(
                String.format(expected, "keep_alive"), errorOf(RawClient.form(Map.of("function", "count", "args", 7))));
        assertEquals(0, calls.get());
    }

    @Test
    public void keepAliveIsCheckedBeforeTheArguments() throws Exception {
        for (String value : List.of("null", "\"true\"", "2", "-1", "1.5", "[]")) {
            assertEquals(
                    "ModuleServerError: keep_alive must be a boolean",
                    errorOf("{\"function\":\"count\",\"args\":7,\"keep_alive\":" + value + "}"));
        }
        for (String value : List.of("null", "\"a\"", "7", "{}")) {
            assertEquals(
                    "ModuleServerError: args should be a list of values",
                    errorOf("{\"function\":5,\"args\":" + value + ",\"keep_alive\":false}"));
        }
        assertTrue(errorOf("{\"function\":5,\"args\":[],\"keep_alive\":true}").contains("function should be a text"));
        assertEquals(0, calls.get());
    }

    @Test
    public void zeroAndOneAreTruthsAsInTheOriginal() throws Exception {
        RawClient client = server.client().greet("lamp");
        client.sendLine("{\"function\":\"count\",\"args\":[],\"keep_alive\":1}");
        assertEquals(1L, client.response());
        client.sendLine("{\"function\":\"count\",\"args\":[],\"keep_alive\":0}");
        assertEquals(2L, client.response());
        client.assertEnd();
    }

    @Test
    public void aRequestThatCannotBeDecodedIsRefused() throws Exception {
        assertTrue(errorOf("lamp.count()").contains("cannot decode the message \"lamp.count()\""));
        assertTrue(errorOf("").contains("cannot decode"));
        assertTrue(errorOf("%7B%").contains("two hexadecimal digits"));
        assertTrue(errorOf("{\"function\":\"count\",\"args\":[\"\u00ff\"],\"keep_alive\":false}")
                .contains("not UTF-8"));
        assertTrue(errorOf("[" + "1,".repeat(20_000) + "1]").contains("cannot decode"));
    }

    @Test
    public void aConnectionIsKeptForTheNextRequest() throws Exception {
        RawClient client = server.client().greet("lamp");
        for (long n = 1; n <= 3; n++) {
            assertEquals(n, client.sendLine(RawClient.request("count", true)).response());
        }
        assertEquals(4L, client.sendLine(RawClient.request("count", false)).response());
        client.assertEnd();
        ServerRule.awaitFree(lamp);
    }

    @Test
    public void requestsThatComeTogetherAreAnsweredInOrder() throws Exception {
        RawClient client = server.client();
        client.send(RawClient.hello("lamp") + "\n" + (RawClient.request("count", true) + "\n").repeat(3));
        client.assertAcknowledged();
        for (long n = 1; n <= 3; n++) {
            assertEquals(n, client.response());
        }
    }

    @Test
    public void aRequestBehindTheLastOneIsNotDone() throws Exception {
        RawClient client = server.client().greet("lamp");
        client.send(RawClient.request("count", false) + "\n" + RawClient.request("count", false) + "\n");
        assertEquals(1L, client.response());
        client.assertEnd();
        ServerRule.awaitFree(lamp);
        assertEquals(1, calls.get());
    }

    @Test
    public void goodbyeIsNotAnswered() throws Exception {
        server.client().greet("lamp").sendLine(RawClient.request(null, true)).assertEnd();
        RawClient client = server.client().greet("lamp").sendLine(RawClient.request("count", true));
        assertEquals(1L, client.response());
        client.sendLine(RawClient.request(null, false)).assertEnd();
        ServerRule.awaitFree(lamp);
        assertTrue(errorOf("{\"function\":null,\"args\":[]}").contains("\"keep_alive\" field missing"));
    }

    @Test
    public void anErrorClosesAlsoAConnectionThatWasToBeKept() throws Exception {
        RawClient client = server.client().greet("lamp").sendLine(RawClient.request("count", true));
        assertEquals(1L, client.response());
        client.sendLine(RawClient.request("fail", true));
        assertTrue(client.lastError().contains("too bright"));
        ServerRule.awaitFree(lamp);
    }
}
