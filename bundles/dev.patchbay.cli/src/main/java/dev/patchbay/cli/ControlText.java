package dev.patchbay.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Prints the answer to words of the control socket as it comes. */
record ControlText(ControlClient client, Console console) {

    /** How the node begins an answer that is none; its texts begin otherwise. */
    private static final String ERROR = "error: ";

    private static final String UNKNOWN = "unknow command";

    /**
     * Returns at the end of the answer, or when nobody reads what is printed.
     *
     * @throws IOException with what the node says against it, or when it went away
     */
    void print(String words) throws IOException, NoNodeException {
        try (Conversation conversation = client.open(words)) {
            InputStream answer = new BufferedInputStream(conversation.answer());
            if (begins(answer, ERROR)) {
                throw new IOException(rest(answer).substring(ERROR.length()));
            }
            if (begins(answer, UNKNOWN)) {
                throw new IOException("The node knows no '" + words.split(" ", 2)[0]
                        + "'; 'patchbay exec why' tells what is missing of it");
            }
            relay(answer);
        }
    }

    /** Reads no further than where it differs, for more may not come for long. */
    private static boolean begins(InputStream answer, String text) throws IOException {
        answer.mark(text.length());
        for (byte expected : text.getBytes(StandardCharsets.US_ASCII)) {
            if (answer.read() != expected) {
                answer.reset();
                return false;
            }
        }
        answer.reset();
        return true;
    }

    private static String rest(InputStream answer) throws IOException {
        return new String(answer.readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private void relay(InputStream answer) throws IOException {
        byte[] buffer = new byte[8192];
        for (int count = answer.read(buffer); count >= 0; count = answer.read(buffer)) {
            console.out().write(buffer, 0, count);
            if (console.out().checkError()) {
                return;
            }
        }
    }
}
