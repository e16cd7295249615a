package dev.patchbay.room.internal;

import dev.patchbay.cluster.Cluster;
import dev.patchbay.node.Node;
import dev.patchbay.room.Present;
import dev.patchbay.room.RoomHandler;
import dev.patchbay.room.RoomMember;
import dev.patchbay.session.User;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rooms of one node, put together as the component runtime does it. */
final class TestNode implements AutoCloseable {

    static final Map<String, Object> QUICK = Map.of("digestIntervalInMs", 100L, "coalesceInMs", 5L);

    final String name;
    final RoomsComponent rooms;

    TestNode(String name, @Nullable Cluster cluster, RoomHandler handler) {
        this.name = name;
        this.rooms = new RoomsComponent(new NamedNode(name), config(QUICK));
        rooms.addHandler(handler, Map.of());
        if (cluster != null) {
            rooms.setCluster(cluster);
        }
    }

    TestNode(String name, FakeNetwork network) {
        this(name, network.join(name), new StandardRoomHandler());
    }

    /** The defaults, except for what is given. */
    static RoomsComponent.Config config(Map<String, Object> settings) {
        return (RoomsComponent.Config) Proxy.newProxyInstance(
                TestNode.class.getClassLoader(),
                new Class<?>[] {RoomsComponent.Config.class},
                (self, method, arguments) -> settings.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    String join(String room, User user, RoomMember member) {
        String cid = rooms.handler().add(room, user);
        rooms.handler().attach(cid, member);
        return cid;
    }

    String join(String room, String username) {
        return join(room, Users.user(username), message -> {});
    }

    void leave(String cid) {
        rooms.handler().remove(cid);
    }

    /** Who is present, as {@code name@node}. */
    List<String> present(String room) {
        return names(rooms.present(room));
    }

    static List<String> names(List<Present> present) {
        return present.stream().map(one -> one.username() + "@" + one.node()).toList();
    }

    @Override
    public void close() {
        rooms.deactivate();
    }

    record NamedNode(String name) implements Node {

        @Override
        public String version() {
            return "1.0.0";
        }

        @Override
        public Path home() {
            return Path.of(".");
        }

        @Override
        public Instant startedAt() {
            return Instant.EPOCH;
        }

        @Override
        public void stop() {
            throw new UnsupportedOperationException();
        }
    }
}
