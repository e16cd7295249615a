package dev.patchbay.host.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What a client of the control socket asks: what one read brings, up to the first line end, split at spaces.
 *
 * @param word the command; empty when the client sent nothing
 * @param words what came after it
 * @param input what follows
 * @param isCut whether the read was full before the line ended: the rest of the line is lost
 */
record ControlRequest(String word, List<String> words, InputStream input, boolean isCut) {

    private static final int LIMIT_IN_BYTES = 1024;

    static ControlRequest read(InputStream input) throws IOException {
        byte[] buffer = new byte[LIMIT_IN_BYTES];
        int length = Math.max(0, input.read(buffer));
        int end = 0;
        while (end < length && buffer[end] != '\n') {
            end++;
        }
        String line = new String(buffer, 0, end, StandardCharsets.UTF_8).stripTrailing();
        InputStream rest =
                new ByteArrayInputStream(buffer, Math.min(length, end + 1), length - Math.min(length, end + 1));
        List<String> words = Arrays.asList(line.split(" "));
        return new ControlRequest(
                words.get(0),
                List.copyOf(words.subList(1, words.size())),
                new SequenceInputStream(rest, input),
                end == buffer.length);
    }
}
