package org.example.clock;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import dev.patchbay.rpc.CallException;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.junit.Test;

public class ClockProviderTest {

    private final ClockProvider clock = new ClockProvider();

    @Test
    public void nowIsNow() throws CallException {
        OffsetDateTime now = OffsetDateTime.parse(clock.now("UTC"));
        assertEquals(0, Duration.between(now, OffsetDateTime.now()).toMinutes());
    }

    @Test
    public void convertKeepsTheInstant() throws CallException {
        assertEquals("2026-11-20T13:00:00+01:00", clock.convert("2026-11-20T12:00:00Z", "Europe/Berlin"));
    }

    @Test
    public void unknownZoneIsRefusedWithAnExample() {
        CallException refusal = assertThrows(CallException.class, () -> clock.now("Atlantis"));
        assertEquals("Expected a zone such as Europe/Berlin, got 'Atlantis'", refusal.getMessage());
    }

    @Test
    public void textThatIsNoTimeIsRefusedWithAnExample() {
        CallException refusal = assertThrows(CallException.class, () -> clock.convert("noon", "UTC"));
        assertEquals("Expected a time such as 2026-11-20T12:00:00Z, got 'noon'", refusal.getMessage());
    }
}
