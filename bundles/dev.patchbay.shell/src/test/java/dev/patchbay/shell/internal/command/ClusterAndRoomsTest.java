package dev.patchbay.shell.internal.command;

import static org.junit.Assert.assertEquals;

import dev.patchbay.cluster.Cluster;
import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.room.Present;
import dev.patchbay.room.RoomHandler;
import dev.patchbay.room.Rooms;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.Test;

public class ClusterAndRoomsTest {

    private static final Map<String, List<Present>> PRESENT =
            Map.of("attic", List.of(), "big lobby", List.of(new Present("ada", "east"), new Present("eve", "west")));

    private final Cluster cluster = fake(
            Cluster.class,
            Map.of(
                    "self",
                    arguments -> "west",
                    "nodes",
                    arguments -> List.of(new ClusterNode("east", "10.0.0.1:7800"), new ClusterNode("west", ""))));

    private final RoomHandler handler =
            fake(RoomHandler.class, Map.of("rooms", arguments -> List.of("attic", "big lobby")));

    private final Rooms rooms = fake(
            Rooms.class,
            Map.of("handler", arguments -> handler, "present", arguments -> PRESENT.get((String) arguments[0])));

    /** Answers the methods named; any other call fails the test. */
    private static <T> T fake(Class<T> type, Map<String, Function<Object[], Object>> methods) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> methods.get(method.getName()).apply(arguments)));
    }

    @Test
    public void theNodesAreListedAndThisOneIsMarked() throws Exception {
        assertEquals("""
                NODE  ADDRESS
                east  10.0.0.1:7800
                west                 this one
                """, output(new ClusterCommand(cluster)));
    }

    @Test
    public void theRoomsAreListedWithHowManyAreInThem() throws Exception {
        assertEquals("""
                ROOM       PRESENT ON ALL NODES
                attic      0
                big lobby  2
                """, output(new RoomsCommand(rooms)));
    }

    @Test
    public void whoIsInARoomIsToldWithHisNode() throws Exception {
        assertEquals("""
                USER  NODE
                ada   east
                eve   west
                """, output(new RoomsCommand(rooms), "big", "lobby"));
    }

    private static String output(ShellCommand command, String... words) throws Exception {
        return CommandOutput.of(command, words);
    }
}
