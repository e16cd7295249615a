package dev.patchbay.launcher;

import org.jspecify.annotations.Nullable;

/** The node could not start; the message is one sentence for the person who started it. */
public class NodeException extends Exception {

    private static final long serialVersionUID = 1L;

    NodeException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    NodeException(String sentence) {
        super(sentence);
    }
}
