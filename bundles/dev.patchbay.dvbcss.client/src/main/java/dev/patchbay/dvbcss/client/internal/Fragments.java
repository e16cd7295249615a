package dev.patchbay.dvbcss.client.internal;

/** Puts a text message together. For one thread at a time. */
final class Fragments {

    /** Longer messages are no content information of any television. */
    static final int MAX_CHARS = 4 << 20;

    private final StringBuilder text = new StringBuilder();

    /** One more part; false when the message is too long. */
    boolean add(CharSequence part) {
        if (text.length() + part.length() > MAX_CHARS) {
            return false;
        }
        text.append(part);
        return true;
    }

    /** The message; the next one begins. */
    String take() {
        String whole = text.toString();
        text.setLength(0);
        text.trimToSize();
        return whole;
    }
}
