package dev.patchbay.session.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;

import dev.patchbay.session.User;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;

public class TicketsTest {

    private static final User ANN = new User("1", "ann", Set.of());
    private static final User BOB = new User("2", "bob", Set.of());

    private final FakeClock clock = new FakeClock();
    private final Tickets tickets = new Tickets(clock);

    @Test
    public void aTicketIsGoodUntilItsTimeIsOver() {
        String token = tickets.issue(ANN, 100);
        assertEquals(Optional.of(ANN), tickets.userOf(token));
        clock.advance(99);
        assertEquals(Optional.of(ANN), tickets.userOf(token));
        clock.advance(1);
        assertEquals(Optional.empty(), tickets.userOf(token));
    }

    @Test
    public void eachTicketIsItsOwn() {
        String first = tickets.issue(ANN, 100);
        String second = tickets.issue(ANN, 200);
        String third = tickets.issue(BOB, 200);
        assertNotEquals(first, second);
        clock.advance(150);
        assertEquals(Optional.empty(), tickets.userOf(first));
        assertEquals(Optional.of(ANN), tickets.userOf(second));
        assertEquals(Optional.of(BOB), tickets.userOf(third));
    }

    @Test
    public void issuingRemovesOnlyWhatIsOver() {
        String over = tickets.issue(ANN, 10);
        String good = tickets.issue(ANN, 1_000);
        clock.advance(10);
        tickets.issue(BOB, 10);
        clock.advance(-10);
        assertEquals("it is no longer kept", Optional.empty(), tickets.userOf(over));
        assertEquals(Optional.of(ANN), tickets.userOf(good));
    }

    @Test
    public void whatWasNeverIssuedIsUnknown() {
        tickets.issue(ANN, 100);
        assertEquals(Optional.empty(), tickets.userOf(""));
        assertEquals(Optional.empty(), tickets.userOf("ann"));
    }
}
