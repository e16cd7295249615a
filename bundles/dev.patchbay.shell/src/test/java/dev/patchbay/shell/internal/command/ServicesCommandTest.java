package dev.patchbay.shell.internal.command;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public class ServicesCommandTest {

    private final FakeHostedServices services = new FakeHostedServices();
    private final ServicesCommand command = new ServicesCommand(services);

    @Test
    public void servicesAreListedWithHowTheyAre() throws Exception {
        assertEquals("""
                SERVICE  STATE      RUNS  UPTIME     LAST FAILURE     BUNDLE
                clock    enabled    1     2 h 5 min                   lab/1.0.0
                sampler  available  3                Broken: one two  lab/1.0.0
                stuck    available  1                left behind      lab/1.0.0
                """, output());
        assertEquals(List.of(), services.asked);
    }

    @Test
    public void oneIsEnabledDisabledAndRevived() throws Exception {
        assertEquals("'sampler' is enabled.\n", output("enable", "sampler"));
        assertEquals("'clock' is disabled.\n", output("disable", "clock"));
        assertTrue(output("get", "sampler").contains("\nsampler  available  3"));
        assertEquals(List.of("enable sampler", "disable clock", "get sampler"), services.asked);
    }

    @Test
    public void anOriginalIdIsANameAsWell() throws Exception {
        assertEquals("'clock' is disabled.\n", output("disable", "lab.clock/Clock"));
        assertEquals(List.of("disable clock"), services.asked);
    }

    @Test
    public void whatDoesNotChangeAnythingIsAFailure() {
        assertEquals("'clock' is enabled already", failure("enable", "clock"));
        assertEquals("'sampler' is not enabled", failure("disable", "sampler"));
        assertTrue(
                failure("enable", "stuck").contains("a former run of it has not ended; its last failure: left behind"));
        assertTrue(failure("get", "stuck").contains("'stuck' cannot be enabled"));
    }

    @Test
    public void unknownWordsAndNamesSayWhatWasExpected() {
        assertTrue(failure("enable", "clocks").contains("There is no service 'clocks'"));
        assertTrue(failure("restart", "clock").startsWith("Expected enable, disable or get, got 'restart'"));
        assertTrue(failure("clock").contains("usage: services [enable|disable|get NAME]"));
        assertTrue(failure("get", "clock", "now").contains("got 'get clock now'"));
        assertEquals(List.of(), services.asked);
    }

    private String output(String... words) throws Exception {
        return CommandOutput.of(command, words);
    }

    private String failure(String... words) {
        return String.valueOf(
                assertThrows(CommandFailedException.class, () -> output(words)).getMessage());
    }
}
