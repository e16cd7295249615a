package dev.patchbay.module.internal;

import dev.patchbay.module.ModuleEntry.State;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Who has to play or to wait, as things are (shmooze, §6.1 and §7). */
interface Turns {

    /** What a module is told when its turn has come or is over. */
    record Turn(Member member, State next) {

        Command command() {
            return next == State.PLAYING ? Command.PLAY : Command.SUSPEND;
        }
    }

    /** The first one plays, or the background when there is none. */
    Turns QUEUE = lineUp -> {
        List<Turn> due = new ArrayList<>();
        Iterator<Member> members = lineUp.members().iterator();
        boolean isEmpty = !members.hasNext();
        if (!isEmpty) {
            addPlay(due, members.next());
        }
        members.forEachRemaining(member -> addSuspend(due, member, State.PLAYING));
        lineUp.background().ifPresent(background -> {
            if (isEmpty) {
                addPlay(due, background);
            } else {
                addSuspend(due, background, State.PLAYING, State.WAITING);
            }
        });
        return due;
    };

    /** All play. */
    Turns POOL = lineUp -> {
        List<Turn> due = new ArrayList<>();
        lineUp.members().forEach(member -> addPlay(due, member));
        return due;
    };

    /** What has to be said now; all at the same time. */
    List<Turn> due(LineUp lineUp);

    private static void addPlay(List<Turn> due, Member member) {
        if (member.state() != State.PLAYING) {
            due.add(new Turn(member, State.PLAYING));
        }
    }

    private static void addSuspend(List<Turn> due, Member member, State... from) {
        if (List.of(from).contains(member.state())) {
            due.add(new Turn(member, State.SUSPENDED));
        }
    }
}
