package dev.patchbay.room.internal;

import dev.patchbay.cluster.Cluster;
import dev.patchbay.cluster.Cluster.Registration;
import dev.patchbay.cluster.ClusterEvent;
import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.node.Node;
import dev.patchbay.room.Answer;
import dev.patchbay.room.Answer.Target;
import dev.patchbay.room.Present;
import dev.patchbay.room.RoomContent.Said;
import dev.patchbay.room.RoomHandler;
import dev.patchbay.room.Rooms;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rooms across the cluster. Its settings change without a restart, since the members of the rooms must survive that;
 * handlers and the cluster come and go while it is there.
 */
@Component(configurationPid = "dev.patchbay.room", immediate = true)
@Designate(ocd = RoomsComponent.Config.class)
public final class RoomsComponent implements Rooms {

    /** Settings of section {@code room}. */
    @ObjectClassDefinition(name = "Rooms", description = "Groups of connections, and who is present in the cluster.")
    public @interface Config {

        @AttributeDefinition(
                name = "Room handler",
                description = "The room handler to use, by its original id; empty for the one ranked highest.")
        String handler() default "";

        @AttributeDefinition(
                name = "Presence digest interval",
                description =
                        "How often a node tells the others how far it is, so that what was lost is noticed, in milliseconds.",
                min = "10")
        long digestIntervalInMs() default 2_000;

        @AttributeDefinition(
                name = "Presence coalescing",
                description =
                        "How long changes of who is present are gathered before anybody is told, in milliseconds.",
                min = "1")
        long coalesceInMs() default 50;
    }

    private static final Logger LOG = LoggerFactory.getLogger(RoomsComponent.class);

    private final Node node;
    private final Outbound outbound = new Outbound(this::cluster);
    private final Presence presence = new Presence(this::current, new ClusterNeighbours(), this::intervals);
    private volatile Config config;

    /** Guarded by itself. */
    private final HandlerChoice choice = new HandlerChoice();

    /** The one that is used; null only before the component runtime has bound the first. */
    private volatile @Nullable WatchedHandler current;

    private record Link(Cluster cluster, List<Registration> registrations) {}

    private volatile @Nullable Link link;

    @Activate
    public RoomsComponent(@Reference Node node, Config config) {
        this.node = node;
        this.config = config;
        presence.start();
    }

    @Modified
    void modified(Config changed) {
        config = changed;
        chooseAfter(() -> {});
    }

    @Deactivate
    void deactivate() {
        presence.stop();
        outbound.stop();
    }

    @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE, policy = ReferencePolicy.DYNAMIC)
    void addHandler(RoomHandler handler, Map<String, Object> properties) {
        chooseAfter(() -> choice.add(handler, properties));
    }

    void removeHandler(RoomHandler handler) {
        chooseAfter(() -> choice.remove(handler));
    }

    private void chooseAfter(Runnable change) {
        synchronized (choice) {
            change.run();
            choice.best(config.handler()).ifPresent(this::use);
        }
    }

    private void use(RoomHandler best) {
        WatchedHandler before = current;
        if (before == null || !before.isFor(best)) {
            current = new WatchedHandler(best, presence::changed);
            tellTakeover(before, best);
        }
    }

    private static void tellTakeover(@Nullable WatchedHandler before, RoomHandler best) {
        if (before != null) {
            LOG.info(
                    "Room handler {} takes over; its rooms are empty until members join anew",
                    best.getClass().getName());
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    synchronized void setCluster(Cluster cluster) {
        Consumer<ClusterEvent> toPresence = presence::hear;
        List<Registration> registrations = Stream.concat(
                        Stream.of(subscribe(cluster, SayEvent.NAME, this::hear)),
                        Stream.of(
                                        PresenceMessage.STATE,
                                        PresenceMessage.CHANGE,
                                        PresenceMessage.DIGEST,
                                        PresenceMessage.ASK)
                                .map(event -> subscribe(cluster, event, toPresence)))
                .toList();
        Link before = link;
        link = new Link(cluster, registrations);
        end(before);
    }

    synchronized void unsetCluster(Cluster cluster) {
        Link before = link;
        if (before != null && before.cluster() == cluster) { // else its successor is here already
            link = null;
            end(before);
        }
    }

    private static void end(@Nullable Link before) {
        if (before != null) {
            before.registrations().forEach(Registration::close);
        }
    }

    private static Registration subscribe(Cluster cluster, String name, Consumer<ClusterEvent> hearer) {
        return cluster.subscribe(name, event -> hearSafely(event, hearer));
    }

    private static void hearSafely(ClusterEvent event, Consumer<ClusterEvent> hearer) {
        try {
            hearer.accept(event);
        } catch (IllegalArgumentException e) {
            LOG.warn("Event '{}' of node '{}' is ignored: {}", event.event(), event.source(), e.getMessage());
        }
    }

    private @Nullable Cluster cluster() {
        Link now = link;
        return now == null ? null : now.cluster();
    }

    private @Nullable WatchedHandler current() {
        return current;
    }

    private Presence.Intervals intervals() {
        Config now = config;
        return new Presence.Intervals(now.digestIntervalInMs(), now.coalesceInMs());
    }

    @Override
    public RoomHandler handler() {
        WatchedHandler now = current;
        if (now == null) {
            throw new IllegalStateException("Expected a room handler, got none; see which bundle offers one");
        }
        return now;
    }

    @Override
    public List<Present> present(String room) {
        return presence.in(room);
    }

    @Override
    public void say(Answer answer) {
        Said said = new Said(answer.task(), PlainData.of(answer.data()));
        RoomHandler handler = handler();
        if (!(answer.target() instanceof Target.Cid)) {
            SayEvent event = new SayEvent(elsewhere(answer.target(), handler), said);
            outbound.send(SayEvent.NAME, event.toPlain());
        }
        deliver(answer.target(), said, handler);
    }

    /** The same target as other nodes know it: to them all in the room are others. */
    private static Target elsewhere(Target target, RoomHandler handler) {
        return target instanceof Target.Others others
                ? new Target.Room(
                        handler.roomOf(others.cid()).orElseThrow(() -> StandardRoomHandler.unknown(others.cid())))
                : target;
    }

    /** Another node has said something. The cluster's thread. */
    private void hear(ClusterEvent event) {
        SayEvent say = SayEvent.of(event.data());
        deliver(say.target(), say.said(), handler());
    }

    private static void deliver(Target target, Said said, RoomHandler handler) {
        if (target instanceof Target.Room room) {
            handler.sendToRoom(room.room(), said);
        } else if (target instanceof Target.Users users) {
            handler.sendToUsers(users.ids(), said);
        } else if (target instanceof Target.All) {
            handler.sendToAll(said);
        } else if (target instanceof Target.Cid cid) {
            handler.sendToCid(cid.cid(), said);
        } else if (target instanceof Target.Others others) {
            handler.sendToOthers(others.cid(), said);
        }
    }

    /** The cluster, when there is one. */
    private final class ClusterNeighbours implements Neighbours {

        @Override
        public String self() {
            Cluster now = cluster();
            return now == null ? node.name() : now.self();
        }

        @Override
        public Set<String> names() {
            Cluster now = cluster();
            List<ClusterNode> nodes = now == null ? List.of() : now.nodes();
            return nodes.stream()
                    .map(ClusterNode::name)
                    .filter(name -> !name.equals(self()))
                    .collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public void tell(String event, Object data) {
            outbound.send(event, data);
        }
    }
}
