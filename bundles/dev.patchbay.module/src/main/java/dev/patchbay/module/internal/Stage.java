package dev.patchbay.module.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is in and who plays. Changes are made one after the other (shmooze, §6.1): who has to play or to wait is told so,
 * all at the same time, and when somebody failed that is dropped and looked at again. Readers never wait.
 */
final class Stage {

    private static final Logger LOG = LoggerFactory.getLogger(Stage.class);

    private final String name;
    private final Turns turns;
    private final Announcer announcer;
    private final Executor executor;
    private final Lane lane;

    /** Written by the change of the moment only. */
    private volatile LineUp lineUp = LineUp.EMPTY;

    private volatile boolean isClosed;

    Stage(String name, Turns turns, Announcer announcer, Executor executor) {
        this.name = name;
        this.turns = turns;
        this.announcer = announcer;
        this.executor = executor;
        this.lane = new Lane(executor);
    }

    LineUp lineUp() {
        return lineUp;
    }

    boolean isClosed() {
        return isClosed;
    }

    /** Takes somebody in; fails when the stage is closed. */
    CompletableFuture<Void> admit(Member member, UnaryOperator<LineUp> change) {
        return lane.run(() -> {
            if (isClosed) {
                member.channel().close();
                return Outcome.failed(Texts.STOPPING);
            }
            LineUp before = lineUp;
            lineUp = change.apply(before);
            member.enter();
            return settleAfter(before, Texts.REPLACED);
        });
    }

    /**
     * Has some leave.
     *
     * @param reason why
     */
    CompletableFuture<Void> remove(String reason, UnaryOperator<LineUp> change) {
        return lane.run(() -> {
            LineUp before = lineUp;
            lineUp = change.apply(before);
            return settleAfter(before, reason);
        });
    }

    /** Changes the order. */
    CompletableFuture<Void> move(List<String> uids) {
        return lane.run(() -> {
            List<String> before = lineUp.uids();
            lineUp = lineUp.moved(uids);
            if (!lineUp.uids().equals(before)) {
                News.moved(announcer, name, lineUp.uids());
            }
            return settle();
        });
    }

    /** Drops who has left by itself. */
    void lookAgain() {
        Outcome.follow(lane.run(this::settle));
    }

    /** Has everybody leave, now and for ever; done when all were told. */
    CompletableFuture<Void> close() {
        isClosed = true;
        // a change that is being made must not delay this
        lineUp.all().stream()
                .filter(Member::isHere)
                .map(member -> member.channel().leave())
                .forEach(Outcome::follow);
        return remove(Texts.STOPPED, all -> LineUp.EMPTY);
    }

    private CompletableFuture<Void> settleAfter(LineUp before, String reason) {
        Set<Member> stayed = new HashSet<>(lineUp.all());
        List<CompletableFuture<Void>> partings = new ArrayList<>();
        for (Member member : before.all()) {
            if (!stayed.contains(member)) {
                partings.add(member.channel().leave());
                member.exit(reason);
            }
        }
        partings.add(settle());
        return CompletableFuture.allOf(partings.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> settle() {
        dropTheGone();
        CompletableFuture<?>[] told = turns.due(lineUp).stream().map(this::tell).toArray(CompletableFuture[]::new);
        return told.length == 0
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.allOf(told).thenComposeAsync(done -> settle(), executor);
    }

    private void dropTheGone() {
        List<Member> gone =
                lineUp.all().stream().filter(member -> !member.isHere()).toList();
        if (gone.isEmpty()) {
            return;
        }
        lineUp = lineUp.without(gone::contains);
        for (Member member : gone) {
            LOG.info("{} has gone from the {}: {}", member, name, member.reason());
            member.exit(member.reason());
        }
    }

    private CompletableFuture<Void> tell(Turns.Turn turn) {
        return turn.member()
                .channel()
                .send(turn.command())
                .handleAsync(
                        (done, failure) -> {
                            told(turn, failure);
                            return null;
                        },
                        executor);
    }

    private void told(Turns.Turn turn, @Nullable Throwable failure) {
        Member member = turn.member();
        if (failure == null) {
            member.become(turn.next());
        } else {
            member.drop(Outcome.problemOf(failure));
        }
    }
}
