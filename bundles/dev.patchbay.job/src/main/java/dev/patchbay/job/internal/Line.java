package dev.patchbay.job.internal;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * A line of those who do something at the same time and are to be seen one after another. Whoever holds up the others for
 * too long can be put out of it, and is seen when it is ready. Thread-safe.
 */
final class Line {

    /** In the order of their coming; guarded by this. */
    private final Set<Place> places = new LinkedHashSet<>();

    /** A new place, behind all others. */
    synchronized Place enter() {
        Place place = new Place();
        places.add(place);
        tellFirst();
        return place;
    }

    synchronized int size() {
        return places.size();
    }

    private void tellFirst() {
        if (!places.isEmpty()) {
            places.iterator().next().turn.countDown();
        }
    }

    private synchronized void remove(Place place) {
        places.remove(place);
        tellFirst();
    }

    /** A place in the line. */
    final class Place {

        private final CountDownLatch turn = new CountDownLatch(1);
        private boolean isReady; // guarded by the line

        /** Is ready, and blocks until everybody before it has left; returns at once when it was put out. */
        void await() throws InterruptedException {
            synchronized (Line.this) {
                isReady = true;
            }
            turn.await();
        }

        /** Was seen, or will not be. Harmless when repeated. */
        void leave() {
            remove(this);
        }

        /** Is put out unless it is ready. */
        void lose() {
            synchronized (Line.this) {
                if (!isReady) {
                    remove(this);
                    turn.countDown();
                }
            }
        }
    }
}
