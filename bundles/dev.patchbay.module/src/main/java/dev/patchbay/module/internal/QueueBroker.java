package dev.patchbay.module.internal;

import dev.patchbay.module.ModuleEntry;
import dev.patchbay.module.ModuleException;
import dev.patchbay.module.ModuleQueue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The queue. */
final class QueueBroker extends Broker implements ModuleQueue {

    static final String MOVE = "mv";
    static final String SET_BACKGROUND = "set_bg";
    static final String TELL_BACKGROUND = "tell_background";

    QueueBroker(Kit kit) {
        super("queue", Texts.NOT_IN_QUEUE, Turns.QUEUE, kit);
    }

    @Override
    public void move(List<String> uids) throws InterruptedException {
        awaitRecorded(MOVE, plain("uids", List.copyOf(uids)), stage().move(uids));
    }

    @Override
    public String setBackground(String type, Map<String, @Nullable Object> args)
            throws ModuleException, InterruptedException {
        return admit(SET_BACKGROUND, type, true, args, LineUp::withBackground);
    }

    @Override
    public Optional<ModuleEntry> background() {
        return backgroundMember().map(Member::entry);
    }

    Optional<Member> backgroundMember() {
        return stage().lineUp().background().filter(Member::isHere);
    }

    @Override
    public List<String> backgroundTypes() {
        return types(true);
    }

    @Override
    public @Nullable Object tellBackground(String uid, String command, Map<String, @Nullable Object> args)
            throws ModuleException, InterruptedException {
        return Outcome.await(askBackground(uid, command, args));
    }

    /** As {@link #tellBackground}, but returns at once; see {@link #ask}. */
    CompletableFuture<@Nullable Object> askBackground(String uid, String command, Map<String, @Nullable Object> args) {
        Optional<Member> background = backgroundMember();
        Optional<Member> meant = background.filter(member -> member.uid().equals(uid));
        return ask(TELL_BACKGROUND, uid, meant, problemWith(background), command, args);
    }

    /** Why the background is not the one that somebody meant. */
    static String problemWith(Optional<Member> background) {
        return background.isEmpty() ? Texts.NO_BACKGROUND : Texts.OTHER_BACKGROUND;
    }
}
