package dev.patchbay.protocol.zephserver.internal;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Message;
import dev.patchbay.json.Json;
import dev.patchbay.room.RoomContent.Said;
import dev.patchbay.room.RoomMember;
import dev.patchbay.room.RoomMessage;
import dev.patchbay.room.RoomMessage.Encoder;
import dev.patchbay.room.Rooms;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is at the other end of a connection: what he is sent, and how many tasks run for him. Thread-safe. */
final class Client implements RoomMember {

    private static final Logger LOG = LoggerFactory.getLogger(Client.class);

    private final Connection connection;
    private final Rooms rooms;
    private final Supplier<Encoder<Form>> encoder;
    private final AtomicInteger tasks = new AtomicInteger();
    private volatile boolean isOverloaded;

    /** @param encoder the one by which members are told things now */
    Client(Connection connection, Rooms rooms, Supplier<Encoder<Form>> encoder) {
        this.connection = connection;
        this.rooms = rooms;
        this.encoder = encoder;
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void deliver(RoomMessage message) {
        message.as(encoder.get()).sendTo(connection);
    }

    /** Answers by way of the room handler, so that an answer comes after whatever its task said before. */
    void answer(String cid, Said said) {
        try {
            rooms.handler().sendToCid(cid, said);
        } catch (IllegalArgumentException e) { // he has gone, or is in another room by now and waits all the same
            if (!encoder.get().encode(said).sendTo(connection)) {
                LOG.debug("The answer of '{}' is dropped: {} has gone", said.task(), connection.id());
            }
        }
    }

    void report(String task, String error) {
        Map<String, @Nullable Object> report = new LinkedHashMap<>();
        report.put("task", task);
        report.put("error", error);
        connection.send(Message.text(Json.write(report)));
    }

    /** One more task is about to run for him. @return how many that makes */
    int oneMoreTask() {
        return tasks.incrementAndGet();
    }

    void oneLessTask() {
        if (tasks.decrementAndGet() == 0) {
            isOverloaded = false;
        }
    }

    /** Notes that he asks for too much. @return whether that is news, since he had nothing running */
    boolean becomesOverloaded() {
        boolean isNews = !isOverloaded;
        isOverloaded = true;
        return isNews;
    }
}
