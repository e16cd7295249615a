package dev.patchbay.cluster.nats.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One NATS message of events: a line {@code <sender's id> <message> <number> <parts>}, then text. A message of one part
 * is whole; the parts of a long one come in order.
 *
 * @param sender id of the sender's start
 * @param message tells the parts of one long message from those of another
 * @param number of this part, from 0
 * @param text envelopes separated by line ends, or a part of that, in ASCII
 */
record Frame(String sender, String message, int number, int parts, String text) {

    /** More than any first line takes. */
    static final int HEAD = 128;

    /** What is sent as one message when it is short enough, otherwise in several. */
    static List<Frame> of(String sender, String text, int mostBytes) {
        int room = mostBytes - HEAD;
        int parts = Math.max(1, (text.length() + room - 1) / room);
        String message = parts == 1 ? "-" : UUID.randomUUID().toString();
        List<Frame> frames = new ArrayList<>(parts);
        for (int i = 0; i < parts; i++) {
            int end = Math.min(text.length(), (i + 1) * room);
            frames.add(new Frame(sender, message, i, parts, text.substring(i * room, end)));
        }
        return frames;
    }

    byte[] bytes() {
        return (sender + ' ' + message + ' ' + number + ' ' + parts + '\n' + text).getBytes(StandardCharsets.US_ASCII);
    }

    /** @throws IllegalArgumentException when it is something else, with what is wrong */
    static Frame from(byte[] bytes) {
        String all = new String(bytes, StandardCharsets.UTF_8);
        int end = all.indexOf('\n');
        String[] head = all.substring(0, Math.max(0, end)).split(" ", -1);
        if (end < 0 || end > HEAD || head.length != 4) {
            throw new IllegalArgumentException("Expected a first line of sender, message, number and parts.");
        }
        Frame frame = new Frame(
                head[0], head[1], Integer.parseInt(head[2]), Integer.parseInt(head[3]), all.substring(end + 1));
        if (frame.number < 0 || frame.number >= frame.parts) {
            throw new IllegalArgumentException("Expected a part below " + frame.parts + ", got " + frame.number + ".");
        }
        return frame;
    }
}
