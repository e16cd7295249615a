package dev.patchbay.module.internal;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import dev.patchbay.module.ModuleException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answer to a command (shmooze, §3.2). */
record Envelope(boolean isSuccess, @Nullable Object content) {

    private static final Logger LOG = LoggerFactory.getLogger(Envelope.class);
    private static final String SUCCESS = "success";
    private static final String RESULT = "result";
    private static final String ERROR = "error";

    /** The answer in a line; null when it is none. */
    static @Nullable Envelope parse(String line) {
        try {
            if (Json.parse(line) instanceof Map<?, ?> answer && answer.get(SUCCESS) instanceof Boolean isSuccess) {
                return new Envelope(isSuccess, answer.get(isSuccess ? RESULT : ERROR));
            }
        } catch (JsonException e) {
            LOG.debug("Expected a module to answer with JSON: {}", e.getMessage());
        }
        return null;
    }

    static Envelope success(@Nullable Object result) {
        return new Envelope(true, result);
    }

    static Envelope failure(String error) {
        return new Envelope(false, error);
    }

    /**
     * What was answered; null for nothing.
     *
     * @throws ModuleException with the error that was answered
     */
    @Nullable
    Object result() throws ModuleException {
        if (!isSuccess) {
            throw new ModuleException(content instanceof String error ? error : Json.write(content));
        }
        return content;
    }

    /**
     * As a line of JSON; a success without a value has no result.
     *
     * @throws IllegalArgumentException when JSON cannot express what is in it
     */
    String text() {
        Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
        envelope.put(SUCCESS, isSuccess);
        if (content != null) {
            envelope.put(isSuccess ? RESULT : ERROR, content);
        }
        return Json.write(envelope);
    }
}
