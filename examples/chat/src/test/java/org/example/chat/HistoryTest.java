package org.example.chat;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class HistoryTest {

    private final FakeBus bus = new FakeBus();
    private final History history = new History(bus);

    private void say(String room, String id) {
        bus.publish(
                History.SAID,
                Map.of("id", id, "room", room, "from", "ada", "text", "hi " + id, "time", "now", "node", "east"));
    }

    private List<String> ids(String room) {
        return history.of(room).stream().map(ChatMessage::id).toList();
    }

    @Test
    public void messagesAreKeptByRoomOldestFirst() {
        say("Lobby", "1");
        say("Kitchen", "2");
        say("Lobby", "3");
        assertEquals(List.of("1", "3"), ids("Lobby"));
        assertEquals(List.of("2"), ids("Kitchen"));
        assertEquals(List.of(), ids("Attic"));
        assertEquals(
                new ChatMessage("2", "Kitchen", "ada", "hi 2", "now", "east"),
                history.of("Kitchen").get(0));
    }

    @Test
    public void theOldestMessageOfARoomGoes() {
        for (int i = 0; i <= History.MESSAGES_OF_A_ROOM; i++) {
            say("Lobby", "m" + i);
        }
        assertEquals(History.MESSAGES_OF_A_ROOM, history.of("Lobby").size());
        assertEquals("m1", ids("Lobby").get(0));
    }

    @Test
    public void theRoomThatWasSilentLongestIsForgotten() {
        say("first", "1");
        say("second", "2");
        say("first", "3");
        for (int i = 0; i < History.ROOMS - 1; i++) {
            say("room " + i, "m" + i);
        }
        assertEquals(List.of("1", "3"), ids("first"));
        assertEquals(List.of(), ids("second"));
        assertEquals(History.ROOMS, history.rooms().size());
    }

    @Test
    public void hearsNothingAfterItsEnd() {
        history.deactivate();
        say("Lobby", "1");
        assertEquals(List.of(), ids("Lobby"));
    }
}
