package dev.patchbay.room.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import dev.patchbay.room.Answer;
import dev.patchbay.room.RoomHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class HandlerChoiceTest {

    private final HandlerChoice choice = new HandlerChoice();
    private final RoomHandler ours = new StandardRoomHandler();
    private final RoomHandler theirs = new FakeHandler();

    private static Map<String, Object> properties(long serviceId, String originalId) {
        return Map.of("service.id", serviceId, "patchbay.original.id", originalId);
    }

    @Test
    public void theHighestRankedIsUsedAndAmongEqualsTheFirst() {
        choice.add(theirs, properties(9, "shop/Rooms"));
        choice.add(ours, properties(3, StandardRoomHandler.ID));
        assertEquals(Optional.of(ours), choice.best(""));

        choice.remove(theirs);
        choice.add(theirs, Map.of("service.ranking", 1, "service.id", 9L));

        assertEquals(Optional.of(theirs), choice.best(""));
    }

    @Test
    public void theOneThatIsNamedIsUsedWhateverItsRanking() {
        choice.add(theirs, Map.of("service.ranking", 100, "service.id", 1L, "patchbay.original.id", "shop/Rooms"));
        choice.add(ours, properties(3, StandardRoomHandler.ID));

        assertEquals(Optional.of(ours), choice.best(StandardRoomHandler.ID));
    }

    @Test
    public void whileTheOneThatIsNamedIsMissingAnotherIsUsed() {
        choice.add(ours, properties(3, StandardRoomHandler.ID));
        assertEquals(Optional.of(ours), choice.best("shop/Rooms"));

        choice.add(theirs, properties(9, "shop/Rooms"));

        assertEquals(Optional.of(theirs), choice.best("shop/Rooms"));
        assertEquals(Optional.empty(), new HandlerChoice().best("shop/Rooms"));
    }

    @Test
    public void aLeavingPredecessorTakesNothingAway() {
        try (TestNode node = new TestNode("west", null, ours)) {
            node.rooms.addHandler(theirs, Map.of("service.ranking", 1));
            node.rooms.removeHandler(ours);

            node.rooms.say(Answer.toAll("TaskX", 1L));

            assertEquals(List.of("all 1"), ((FakeHandler) theirs).sent());
        }
    }

    @Test
    public void changedSettingsChooseAnewAndKeepWhoIsThere() {
        try (TestNode node = new TestNode("west", null, ours)) {
            node.join("lab", "alice");
            node.rooms.addHandler(theirs, properties(9, "shop/Rooms"));

            node.rooms.modified(TestNode.config(Map.of("handler", "shop/Rooms")));
            assertEquals(List.of(), node.rooms.handler().rooms());
            node.rooms.modified(TestNode.config(Map.of("handler", "none/Such")));
            node.rooms.removeHandler(theirs);

            assertEquals(List.of("alice@west"), node.present("lab"));
        }
    }

    @Test
    public void beforeTheFirstHandlerIsThereItsAbsenceIsSaid() {
        RoomsComponent empty = new RoomsComponent(new TestNode.NamedNode("west"), TestNode.config(Map.of()));

        assertThrows(IllegalStateException.class, empty::handler);
        assertEquals(List.of(), empty.present("lab"));
        empty.deactivate();
    }

    @Test
    public void theProviderTellsWhoIsWhere() {
        try (TestNode node = new TestNode("west", null, ours)) {
            node.join("lab", "alice");
            node.join("bar", "bob");
            RoomsProvider provider = new RoomsProvider(node.rooms);

            assertEquals(
                    List.of(
                            new RoomsProvider.RoomDescription("bar", 1, 1),
                            new RoomsProvider.RoomDescription("lab", 1, 1)),
                    provider.list());
            assertEquals(List.of("alice@west"), TestNode.names(provider.present("lab")));
        }
    }
}
