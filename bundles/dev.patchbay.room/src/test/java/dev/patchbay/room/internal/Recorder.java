package dev.patchbay.room.internal;

import dev.patchbay.room.RoomContent;
import dev.patchbay.room.RoomContent.PresentList;
import dev.patchbay.room.RoomContent.Said;
import dev.patchbay.room.RoomContent.UserList;
import dev.patchbay.room.RoomMember;
import dev.patchbay.room.RoomMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A member that keeps what it is told, and notices when it is told two things at a time. */
final class Recorder implements RoomMember {

    private final List<RoomMessage> heard = new ArrayList<>();
    private final AtomicBoolean isBeingTold = new AtomicBoolean();
    private volatile boolean wasToldTwoAtATime;

    @Override
    public void deliver(RoomMessage message) {
        if (!isBeingTold.compareAndSet(false, true)) {
            wasToldTwoAtATime = true;
        }
        synchronized (this) {
            heard.add(message);
        }
        isBeingTold.set(false);
    }

    boolean wasToldTwoAtATime() {
        return wasToldTwoAtATime;
    }

    synchronized List<RoomMessage> messages() {
        return List.copyOf(heard);
    }

    List<RoomContent> heard() {
        return messages().stream().map(RoomMessage::content).toList();
    }

    /** What has come since this was called last. */
    synchronized List<RoomContent> news() {
        List<RoomContent> news = heard();
        heard.clear();
        return news;
    }

    List<@Nullable Object> said() {
        List<@Nullable Object> said = new ArrayList<>();
        heard().forEach(content -> {
            if (content instanceof Said words) {
                said.add(words.data());
            }
        });
        return said;
    }

    @Nullable
    List<String> lastUserList() {
        return heard().stream()
                .filter(UserList.class::isInstance)
                .map(content -> ((UserList) content).usernames())
                .reduce((first, second) -> second)
                .orElse(null);
    }

    List<PresentList> presentLists() {
        return heard().stream()
                .filter(PresentList.class::isInstance)
                .map(PresentList.class::cast)
                .toList();
    }
}
