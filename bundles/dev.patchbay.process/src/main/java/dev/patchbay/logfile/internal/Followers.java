package dev.patchbay.logfile.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Those who follow the log of one name. Guarded by their lock, under which the file is written, too: whoever comes while
 * something is written hears it once, from the file or from here.
 */
final class Followers {

    final ReentrantLock lock = new ReentrantLock();
    private final List<Follower> all = new ArrayList<>();

    /** Guarded by the table: how many follow the log or have it open. */
    int users;

    void add(Follower follower) {
        all.add(follower);
    }

    /** @return whether it was one of them */
    boolean remove(Follower follower) {
        return all.remove(follower);
    }

    void tell(String piece) {
        all.forEach(follower -> follower.add(piece));
    }

    void end() {
        all.forEach(Follower::end);
    }
}
