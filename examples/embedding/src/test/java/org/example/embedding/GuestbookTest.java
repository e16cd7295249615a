package org.example.embedding;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.junit.Test;

public class GuestbookTest {

    @Test
    public void keepsWhoSignedInOrderAndCountsThem() {
        Guestbook guestbook = new Guestbook();
        assertEquals(1, guestbook.sign("Bob"));
        assertEquals(2, guestbook.sign("Ada"));
        assertEquals(List.of("Bob", "Ada"), guestbook.names());
    }
}
