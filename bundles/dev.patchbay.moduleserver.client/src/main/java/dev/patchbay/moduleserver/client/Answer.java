package dev.patchbay.moduleserver.client;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The envelope of an answer. Source: ModuleServer, §3.1. */
record Answer(@Nullable Object response, boolean isError, String traceback) {

    static Answer of(String line) throws IOException {
        if (Wire.decode(line) instanceof Map<?, ?> envelope && envelope.get("error") instanceof Boolean isError) {
            return new Answer(envelope.get("response"), isError, text(envelope.get("traceback")));
        }
        throw new IOException("Expected an answer with response, error and traceback, got " + Wire.shortened(line)
                + ". Is it a ModuleServer?");
    }

    /** What was asked for. */
    @Nullable
    Object get() throws ModuleServerException {
        if (isError) {
            throw ModuleServerException.ofAnswer(text(response), traceback);
        }
        return response;
    }

    /** As {@link #get}, for what can only be a text. */
    String getText() throws IOException, ModuleServerException {
        if (get() instanceof String text) {
            return text;
        }
        throw new IOException("Expected a text as response, got " + response);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
