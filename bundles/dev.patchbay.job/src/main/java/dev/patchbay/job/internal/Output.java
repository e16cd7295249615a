package dev.patchbay.job.internal;

/** What a task in a process of its own wrote, as far as it is kept: the newest. Thread-safe. */
final class Output {

    /** In characters. */
    static final int MOST = 1 << 20;

    private final StringBuilder text = new StringBuilder(0);

    synchronized void append(String more) {
        text.append(more);
        if (text.length() > 2 * MOST) { // not each time, since it copies
            text.delete(0, text.length() - MOST);
        }
    }

    synchronized String text() {
        return text.substring(Math.max(0, text.length() - MOST));
    }
}
