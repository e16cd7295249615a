package dev.patchbay.room.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.room.Present;
import dev.patchbay.room.RoomContent.PresentList;
import dev.patchbay.session.User;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Test;

public class PresenceTest {

    private final FakeNetwork network = new FakeNetwork();
    private final List<TestNode> nodes = new ArrayList<>();

    private TestNode start(String name) {
        TestNode node = new TestNode(name, network);
        nodes.add(node);
        return node;
    }

    @After
    public void stop() {
        nodes.forEach(TestNode::close);
        network.close();
    }

    private static void awaitPresent(TestNode node, String... names) {
        await().untilAsserted(() -> assertEquals(List.of(names), node.present("lab")));
    }

    @Test
    public void withoutAClusterOnlyThisNodesAreThere() {
        try (TestNode alone = new TestNode("west", null, new StandardRoomHandler())) {
            alone.join("lab", "alice");

            assertEquals(List.of("alice@west"), alone.present("lab"));
            assertEquals(List.of(), alone.present("laboratory"));
        }
    }

    @Test
    public void thisNodesComeFirstThenTheOthersByName() {
        TestNode west = start("west");
        TestNode east = start("east");
        TestNode north = start("north");
        west.join("lab", "alice");
        east.join("lab", "bob");
        north.join("lab", "carol");
        north.join("laboratory", "nobody asks");

        awaitPresent(west, "alice@west", "bob@east", "carol@north");
        awaitPresent(east, "bob@east", "carol@north", "alice@west");
        awaitPresent(north, "carol@north", "bob@east", "alice@west");
    }

    @Test
    public void whoLeavesIsGoneEverywhereAndSoIsWhoeverIsAnonymous() {
        TestNode west = start("west");
        TestNode east = start("east");
        String cid = west.join("lab", "alice");
        west.join("lab", User.ANONYMOUS, message -> {});
        west.join("lab", "alice");
        awaitPresent(east, "alice@west", "alice@west");

        west.leave(cid);

        awaitPresent(east, "alice@west");
    }

    @Test
    public void aLateJoinerLearnsWhoIsThere() {
        TestNode west = start("west");
        west.join("lab", "alice");
        TestNode east = start("east");
        east.join("lab", "bob");
        awaitPresent(west, "alice@west", "bob@east");

        TestNode late = start("late");

        awaitPresent(late, "bob@east", "alice@west");
    }

    @Test
    public void whatWasLostIsRepairedThoughMembershipNeverChanged() {
        TestNode west = start("west");
        TestNode east = start("east");
        String cid = west.join("lab", "alice");
        awaitPresent(east, "alice@west");

        network.lose(true);
        west.leave(cid);
        west.join("lab", "carol");
        long before = network.sent().size();
        await().until(() -> network.sent().stream().skip(before).anyMatch(PresenceMessage.CHANGE::equals));
        network.lose(false);

        awaitPresent(east, "carol@west");
    }

    @Test
    public void afterAPartitionWithChangesOnBothSidesBothAreRightAgain() {
        TestNode west = start("west");
        TestNode east = start("east");
        String alice = west.join("lab", "alice");
        east.join("lab", "bob");
        awaitPresent(west, "alice@west", "bob@east");
        awaitPresent(east, "bob@east", "alice@west");

        network.cut("west", "east");
        awaitPresent(west, "alice@west");
        awaitPresent(east, "bob@east");
        west.leave(alice);
        west.join("lab", "carol");
        east.join("lab", "dave");
        network.mend();

        awaitPresent(west, "carol@west", "bob@east", "dave@east");
        awaitPresent(east, "bob@east", "dave@east", "carol@west");
    }

    @Test
    public void aPartitionBetweenTwoOfThreeIsNoneForTheThird() {
        TestNode west = start("west");
        TestNode east = start("east");
        TestNode hub = start("hub");
        west.join("lab", "alice");
        east.join("lab", "bob");
        awaitPresent(hub, "bob@east", "alice@west");

        network.cut("west", "east");

        awaitPresent(west, "alice@west");
        awaitPresent(east, "bob@east");
        assertEquals(List.of("bob@east", "alice@west"), hub.present("lab"));
        network.mend();
        awaitPresent(west, "alice@west", "bob@east");
    }

    @Test
    public void thoseOfANodeThatWasKilledVanish() {
        TestNode west = start("west");
        TestNode east = start("east");
        east.join("lab", "bob");
        awaitPresent(west, "bob@east");

        network.kill("east");

        awaitPresent(west);
    }

    @Test
    public void aNodeThatRestartsUnseenReplacesWhatItWas() {
        TestNode west = start("west");
        TestNode east = start("east");
        IntStream.range(0, 20).forEach(i -> east.join("lab", "bob" + i));
        await().until(() -> west.present("lab").size() == 20);

        start("east").join("lab", "carol"); // takes the name over; the others see no change of membership

        awaitPresent(west, "carol@east");
    }

    @Test
    public void aNodeThatRestartsEmptyLeavesNothingOfItsFormerLife() {
        TestNode west = start("west");
        start("east").join("lab", "bob");
        awaitPresent(west, "bob@east");

        start("east");

        awaitPresent(west);
    }

    @Test
    public void lateMessagesOfAFormerLifeDoNotLast() {
        TestNode west = start("west");
        TestNode east = start("east");
        east.join("lab", "bob");
        awaitPresent(west, "bob@east");

        network.inject(
                "east",
                PresenceMessage.CHANGE,
                Map.of("life", "former", "seq", 3, "rooms", Map.of("lab", List.of("x"))));

        awaitPresent(west, "bob@east");
        network.inject("east", PresenceMessage.STATE, Map.of("life", "former", "seq", 9, "rooms", Map.of()));
        awaitPresent(west, "bob@east");
    }

    @Test
    public void messagesThatAreHeldUpArriveInTheirOrder() {
        TestNode west = start("west");
        TestNode east = start("east");
        east.join("lab", "bob");
        awaitPresent(west, "bob@east");

        network.holdUp();
        String carol = east.join("lab", "carol");
        await().until(() -> network.sent().contains(PresenceMessage.CHANGE));
        east.leave(carol);
        east.join("lab", "dave");
        network.goOn();

        awaitPresent(west, "bob@east", "dave@east");
    }

    @Test
    public void junkChangesNothing() {
        TestNode west = start("west");
        TestNode east = start("east");
        east.join("lab", "bob");
        awaitPresent(west, "bob@east");

        for (Object junk : List.of(
                5,
                "x",
                List.of(),
                Map.of(),
                Map.of("life", "x", "seq", 1, "rooms", 3),
                Map.of("life", "x", "seq", 1, "rooms", Map.of("lab", List.of(5))))) {
            for (String event : List.of(PresenceMessage.STATE, PresenceMessage.CHANGE, PresenceMessage.DIGEST)) {
                network.inject("east", event, junk);
            }
            network.inject("east", PresenceMessage.ASK, junk);
        }
        east.join("lab", "carol");

        awaitPresent(west, "bob@east", "carol@east");
    }

    @Test
    public void membersHereAreToldWhoIsPresentWheneverThatChangesAnywhere() {
        TestNode west = start("west");
        TestNode east = start("east");
        Recorder nobody = new Recorder();
        west.join("lab", User.ANONYMOUS, nobody);

        String bob = east.join("lab", "bob");
        await().until(() -> !nobody.presentLists().isEmpty());
        east.leave(bob);
        await().until(() -> nobody.presentLists().size() == 2);
        west.join("lab", "alice");
        await().until(() -> nobody.presentLists().size() == 3);

        assertEquals(
                List.of(
                        new PresentList("lab", List.of(new Present("bob", "east"))),
                        new PresentList("lab", List.of()),
                        new PresentList("lab", List.of(new Present("alice", "west")))),
                nobody.presentLists());
    }

    @Test
    public void membersOfAnotherRoomAreNotTold() {
        TestNode west = start("west");
        Recorder elsewhere = new Recorder();
        Recorder here = new Recorder();
        west.join("bar", User.ANONYMOUS, elsewhere);
        west.join("lab", Users.ALICE, here);

        await().until(() -> !here.presentLists().isEmpty());

        assertEquals(List.of(), elsewhere.presentLists());
    }

    @Test
    public void aHandlerOfAnotherBundleIsServedAsWell() {
        FakeHandler foreign = new FakeHandler();
        TestNode west = new TestNode("west", network.join("west"), foreign);
        nodes.add(west);
        TestNode east = start("east");
        Recorder here = new Recorder();
        String cid = west.join("lab", Users.ALICE, here);
        awaitPresent(east, "alice@west");
        east.join("lab", "bob");

        await().until(() -> here.presentLists().stream()
                .anyMatch(list -> TestNode.names(list.present()).equals(List.of("alice@west", "bob@east"))));
        west.leave(cid);
        awaitPresent(east, "bob@east");
    }

    @Test
    public void aChangeMadeBehindOurBackIsNoticed() {
        StandardRoomHandler handler = new StandardRoomHandler();
        nodes.add(new TestNode("west", network.join("west"), handler));
        TestNode east = start("east");

        handler.attach(handler.add("lab", Users.ALICE), message -> {});

        awaitPresent(east, "alice@west");
    }

    @Test
    public void aThousandWhoComeAtOnceAreNotAThousandLists() {
        TestNode west = start("west");
        TestNode east = start("east");
        Recorder watcher = new Recorder();
        east.join("lab", User.ANONYMOUS, watcher);
        west.rooms.modified(TestNode.config(Map.of("digestIntervalInMs", 100L)));

        IntStream.range(0, 1_000).forEach(i -> west.join("lab", "user" + i));

        await().until(() -> east.present("lab").size() == 1_000);
        long changes =
                network.sent().stream().filter(PresenceMessage.CHANGE::equals).count();
        assertTrue("changes: " + changes, changes < 300);
        await().until(() ->
                watcher.presentLists().stream().anyMatch(list -> list.present().size() == 1_000));
        assertTrue(
                "lists: " + watcher.presentLists().size(),
                watcher.presentLists().size() < 300);
    }

    @Test
    public void afterChaosEverybodyAgrees() {
        List<TestNode> three = List.of(start("a"), start("b"), start("c"));
        Random random = new Random(7);
        List<Runnable> leaves = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            TestNode node = three.get(random.nextInt(3));
            if (random.nextInt(3) == 0 && !leaves.isEmpty()) {
                leaves.remove(random.nextInt(leaves.size())).run();
            } else {
                String cid = node.join("lab", "u" + random.nextInt(50));
                leaves.add(() -> node.leave(cid));
            }
            disturb(random.nextInt(100));
        }
        network.lose(false);
        network.goOn();
        network.mend();

        List<String> truth = new ArrayList<>();
        three.forEach(node -> node.rooms.handler().usersIn("lab").forEach(user -> truth.add(user + "@" + node.name)));
        Collections.sort(truth);
        for (TestNode node : three) {
            await().untilAsserted(() ->
                    assertEquals(truth, node.present("lab").stream().sorted().toList()));
        }
    }

    private void disturb(int chance) {
        switch (chance) {
            case 0 -> network.lose(true);
            case 1, 2 -> network.lose(false);
            case 3 -> network.cut("a", "b");
            case 4 -> network.cut("b", "c");
            case 5, 6 -> network.mend();
            case 7 -> network.holdUp();
            case 8, 9 -> network.goOn();
            default -> Thread.onSpinWait();
        }
    }
}
