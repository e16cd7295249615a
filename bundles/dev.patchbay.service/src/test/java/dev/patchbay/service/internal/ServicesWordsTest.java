package dev.patchbay.service.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.rpc.CallException;
import dev.patchbay.service.ServiceStatus;
import dev.patchbay.service.ServiceStatus.State;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** The services by RPC and on the control socket. */
public class ServicesWordsTest {

    @Rule
    public final EngineFixture fixture = new EngineFixture(300);

    private final ServicesProvider provider = new ServicesProvider(fixture.engine);

    private String services() throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        new ServicesCommand(fixture.engine).run(List.of(), InputStream.nullInputStream(), output);
        return output.toString(UTF_8);
    }

    private static ServiceStatus status(String name, State state, long uptimeInMs, String failure) {
        return new ServiceStatus(name, null, state, 12, Instant.EPOCH, uptimeInMs, failure, Instant.EPOCH, "");
    }

    @Test
    public void theTableIsAlignedAndKeepsToOneLineEach() {
        String table = StatusTable.of(List.of(
                status("a", State.ENABLED, 93_784_005, null),
                status("sampler", State.AVAILABLE, 0, "Broken: one\n\ttwo")));
        assertEquals("""
                NAME     STATE      RUNS  UPTIME        LAST FAILURE
                a        enabled    12    1 d 02:03:04  -
                sampler  available  12    -             Broken: one two
                """, table);
    }

    @Test
    public void theControlSocketTellsThatThereAreNone() throws Exception {
        assertEquals("There are no hosted services.\n", services());
        fixture.created("a");
        assertTrue(services(), services().contains("\na     available  0     -       -\n"));
    }

    @Test
    public void servicesAreEnabledRevivedAndDisabledByCall() throws Exception {
        ScriptedService service = fixture.created("a");
        assertEquals(State.AVAILABLE, provider.list().get(0).state());
        assertTrue(provider.enable("a"));
        assertFalse(provider.enable("a"));
        assertTrue(provider.disable("a"));
        assertFalse(provider.disable("a"));
        ServiceStatus revived = provider.get("a");
        assertEquals(State.ENABLED, revived.state());
        assertEquals(2, revived.runs());
        service.awaitMain();
    }

    @Test
    public void anUnknownNameIsAnsweredWithWhereToLook() {
        for (var call : List.<org.junit.function.ThrowingRunnable>of(
                () -> provider.get("a"), () -> provider.enable("a"), () -> provider.disable("a"))) {
            CallException answer = assertThrows(CallException.class, call);
            assertEquals(ServicesProvider.UNKNOWN_SERVICE, answer.code());
            assertTrue(answer.getMessage(), answer.getMessage().contains("service.list"));
        }
    }

    @Test
    public void oneThatCannotBeEnabledIsAnsweredWithTheReason() {
        fixture.enabled("a", ScriptedService.ignoringAllUntil(fixture.mayEnd)).awaitMain();
        fixture.engine.disable("a");
        CallException answer = assertThrows(CallException.class, () -> provider.get("a"));
        assertEquals(ServicesProvider.NOT_ENABLED, answer.code());
    }
}
