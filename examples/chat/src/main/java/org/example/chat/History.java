package org.example.chat;

import dev.patchbay.event.Event;
import dev.patchbay.event.EventBus;
import dev.patchbay.event.Subscription;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The last messages of each room, those of other nodes too: it hears the event every message is published as, and an
 * event whose name begins with {@code cluster.} is heard on every node.
 */
@Component(service = History.class)
public final class History {

    /** The event of one message; its properties are those of {@link ChatMessage}. */
    static final String SAID = "cluster.chat.said";

    static final int MESSAGES_OF_A_ROOM = 100;
    static final int ROOMS = 200;

    /** The room that was silent longest comes first, and is forgotten first. Guarded by this. */
    private final Map<String, Deque<ChatMessage>> rooms = new LinkedHashMap<>(16, 0.75f, true);

    private final Subscription subscription;

    @Activate
    public History(@Reference EventBus events) {
        subscription = events.subscribe(List.of(SAID), this::hear);
    }

    @Deactivate
    void deactivate() {
        subscription.close();
    }

    private void hear(Event event) {
        Map<String, Object> said = event.properties();
        add(new ChatMessage(
                text(said, "id"),
                text(said, "room"),
                text(said, "from"),
                text(said, "text"),
                text(said, "time"),
                text(said, "node")));
    }

    private static String text(Map<String, Object> properties, String key) {
        return String.valueOf(properties.get(key));
    }

    synchronized void add(ChatMessage message) {
        Deque<ChatMessage> messages = rooms.computeIfAbsent(message.room(), any -> new ArrayDeque<>());
        messages.addLast(message);
        if (messages.size() > MESSAGES_OF_A_ROOM) {
            messages.removeFirst();
        }
        if (rooms.size() > ROOMS) {
            rooms.remove(rooms.keySet().iterator().next());
        }
    }

    /** The last messages of a room, oldest first. */
    synchronized List<ChatMessage> of(String room) {
        Deque<ChatMessage> messages = rooms.get(room);
        return messages == null ? List.of() : List.copyOf(messages);
    }

    /** The rooms something was said in. */
    synchronized List<String> rooms() {
        return List.copyOf(rooms.keySet());
    }
}
