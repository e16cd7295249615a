package dev.patchbay.protocol.jsonrpc.internal;

import dev.patchbay.endpoint.Connection;
import dev.patchbay.endpoint.Message;
import dev.patchbay.protocol.jsonrpc.internal.NamedParams.InvalidParamsException;
import dev.patchbay.room.Answer.Target;
import dev.patchbay.room.Present;
import dev.patchbay.room.RoomHandler;
import dev.patchbay.room.RoomMember;
import dev.patchbay.room.RoomMessage;
import dev.patchbay.room.Rooms;
import dev.patchbay.session.User;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rooms one connection is in. Its requests come one at a time; whatever is told in the rooms, and its end, come on
 * any thread.
 */
final class RoomVisits {

    private static final Logger LOG = LoggerFactory.getLogger(RoomVisits.class);

    /** The task of what is said when the client names none. */
    private static final String SAY = "say";

    private static final int MAX_ROOMS = 100;
    private static final int MAX_NAME = 200;

    private final Connection connection;
    private final Supplier<@Nullable Rooms> rooms;
    private final RoomForms forms;

    /** By room; guarded by this, as below. */
    private final Map<String, Visit> visits = new HashMap<>();

    private boolean isClosed;

    RoomVisits(Connection connection, Supplier<@Nullable Rooms> rooms, RoomForms forms) {
        this.connection = connection;
        this.rooms = rooms;
        this.forms = forms;
    }

    void join(NamedParams params, Answer answer) throws InvalidParamsException {
        String room = room(params);
        withRooms(answer, present -> join(room, present, answer));
    }

    void leave(NamedParams params, Answer answer) throws InvalidParamsException {
        Visit visit = take(room(params));
        if (visit != null) {
            visit.end();
        }
        answer.result(visit != null);
    }

    void say(NamedParams params, Answer answer) throws InvalidParamsException {
        String room = room(params);
        String task = params.textOrNull("task");
        boolean others = params.flag("others");
        withRooms(answer, present -> say(room, task == null ? SAY : task, params.get("data"), others, present, answer));
    }

    private static String room(NamedParams params) throws InvalidParamsException {
        String room = params.text("room");
        if (room.isEmpty() || room.length() > MAX_NAME) {
            throw new InvalidParamsException(
                    "expected a room of 1 to " + MAX_NAME + " characters, got one of " + room.length());
        }
        return room;
    }

    /** Something that takes the room service. */
    private interface Work {

        void with(Rooms present);
    }

    private void withRooms(Answer answer, Work work) {
        Rooms present = rooms.get();
        if (present == null) {
            answer.error(new RpcError(
                    RpcError.METHOD_NOT_FOUND, "This node has no rooms: bundle dev.patchbay.room is not there", null));
            return;
        }
        try {
            work.with(present);
        } catch (RuntimeException e) { // the room handler may be anybody's
            LOG.error("A room handler failed for connection {}", connection.id(), e);
            answer.error(new RpcError(RpcError.FAILED, "The room handler failed; see the node's log", null));
        }
    }

    private void join(String room, Rooms present, Answer answer) {
        Visit visit = visit(room, present);
        if (visit == null) {
            if (isFull()) {
                answer.error(new RpcError(
                        RpcError.OVERLOADED, "This connection is in " + MAX_ROOMS + " rooms already; leave one", null));
                return;
            }
            visit = new Visit(present.handler(), room, connection.user());
            keep(room, visit);
        }
        begin(room, visit);
        List<Object> everybody =
                present.present(room).stream().map(RoomVisits::describe).toList();
        answer.result(welcome(visit.cid, room, everybody));
        visit.release();
    }

    private void begin(String room, Visit visit) {
        try {
            visit.begin();
        } catch (RuntimeException e) {
            take(room);
            visit.end();
            throw e;
        }
    }

    private static Map<String, Object> welcome(String cid, String room, List<Object> present) {
        Map<String, Object> welcome = new LinkedHashMap<>();
        welcome.put("cid", cid);
        welcome.put("room", room);
        welcome.put("present", present);
        return welcome;
    }

    /** Plain Java types, which are written sooner than a record. */
    static Object describe(Present present) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("username", present.username());
        plain.put("node", present.node());
        return plain;
    }

    private void say(String room, String task, @Nullable Object data, boolean others, Rooms present, Answer answer) {
        Visit visit = visit(room, present);
        if (visit == null) {
            answer.error(new RpcError(
                    RpcError.NOT_IN_ROOM, "This connection is not in room '" + room + "'; join it first", null));
            return;
        }
        Map<String, @Nullable Object> words = new LinkedHashMap<>();
        words.put("from", visit.user.username());
        words.put("data", data);
        Target target = others ? new Target.Others(visit.cid) : new Target.Room(room);
        present.say(new dev.patchbay.room.Answer(task, words, target));
        answer.result(null);
    }

    /** The visit to a room; one of a room handler that has left is over. */
    private @Nullable Visit visit(String room, Rooms present) {
        Visit visit;
        synchronized (this) {
            visit = visits.get(room);
        }
        if (visit != null && visit.handler != present.handler()) {
            take(room);
            visit.end();
            return null;
        }
        return visit;
    }

    private synchronized boolean isFull() {
        return visits.size() >= MAX_ROOMS;
    }

    private void keep(String room, Visit visit) {
        boolean isLate;
        synchronized (this) {
            isLate = isClosed;
            if (!isLate) {
                visits.put(room, visit);
            }
        }
        if (isLate) {
            visit.end();
        }
    }

    private synchronized @Nullable Visit take(String room) {
        return visits.remove(room);
    }

    /** The connection has ended. */
    void close() {
        List<Visit> all;
        synchronized (this) {
            isClosed = true;
            all = new ArrayList<>(visits.values());
            visits.clear();
        }
        all.forEach(Visit::end);
    }

    /**
     * This connection in one room. The answer to {@code room.join} leaves before the first notification: what is told
     * while it is not out yet is held back.
     */
    private final class Visit implements RoomMember {

        private final RoomHandler handler;
        private final User user;
        private final String cid;
        private final RoomForms.Form form;

        /** Guarded by this, as below; null while nothing is held back. */
        private @Nullable List<Message> heldBack;

        private boolean isAttached;
        private boolean isOver;

        Visit(RoomHandler handler, String room, User user) {
            this.handler = handler;
            this.user = user;
            this.cid = handler.add(room, user);
            this.form = forms.hold(room);
        }

        void begin() {
            synchronized (this) {
                if (isAttached || isOver) {
                    return;
                }
                isAttached = true;
                heldBack = new ArrayList<>();
            }
            try {
                handler.attach(cid, this);
            } catch (IllegalArgumentException e) { // the connection has ended meanwhile
                LOG.debug("Connection {} ended while it was joining a room", connection.id(), e);
            }
        }

        @Override
        public void deliver(RoomMessage told) {
            Message message = told.as(form);
            synchronized (this) {
                if (heldBack != null) {
                    heldBack.add(message);
                    return;
                }
            }
            connection.post(message);
        }

        synchronized void release() {
            List<Message> messages = heldBack == null ? List.of() : heldBack;
            heldBack = null;
            messages.forEach(connection::post); // only queues, and nothing may overtake
        }

        void end() {
            synchronized (this) {
                if (isOver) {
                    return;
                }
                isOver = true;
            }
            handler.remove(cid);
            forms.giveBack(form);
        }
    }
}
