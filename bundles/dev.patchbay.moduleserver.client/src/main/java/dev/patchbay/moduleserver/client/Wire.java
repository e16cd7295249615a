package dev.patchbay.moduleserver.client;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.ToNumberStrategy;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Messages as lines: JSON, form-encoded. Source: ModuleServer, §3. */
final class Wire {

    private static final ToNumberStrategy NUMBERS = Wire::number;
    private static final Gson GSON = new GsonBuilder()
            .setStrictness(Strictness.STRICT)
            .setObjectToNumberStrategy(NUMBERS)
            .serializeNulls()
            .disableHtmlEscaping()
            .create();

    private Wire() {}

    /** @throws IllegalArgumentException when it cannot be JSON */
    static String encode(Object message) {
        try {
            return encodeText(GSON.toJson(message));
        } catch (JsonParseException | UnsupportedOperationException e) {
            throw new IllegalArgumentException("Expected arguments that can be written as JSON: " + e.getMessage(), e);
        }
    }

    static String encodeText(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** @throws IOException when it is no message */
    static @Nullable Object decode(String line) throws IOException {
        try {
            return GSON.fromJson(URLDecoder.decode(line, StandardCharsets.UTF_8), Object.class);
        } catch (JsonParseException | IllegalArgumentException e) {
            throw new IOException("Expected an answer that is form-encoded JSON, got " + shortened(line), e);
        }
    }

    static String shortened(String line) {
        return line.length() <= 200 ? line : line.substring(0, 200) + "...";
    }

    private static Number number(JsonReader reader) throws IOException {
        String literal = reader.nextString();
        boolean isWhole = literal.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
        if (!isWhole) {
            return Double.valueOf(literal);
        }
        BigInteger value = new BigInteger(literal);
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }
}
