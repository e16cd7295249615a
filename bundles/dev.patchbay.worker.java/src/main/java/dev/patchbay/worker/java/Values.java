package dev.patchbay.worker.java;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as JSON, and JSON as values. */
final class Values {

    private static final int LONGEST_LONG = 18;

    private static final Gson GSON = new GsonBuilder()
            .setObjectToNumberStrategy(Values::number)
            .serializeNulls()
            .disableHtmlEscaping()
            .create();

    private Values() {}

    /** A line from the node, which is a JSON object. */
    @SuppressWarnings("unchecked") // JSON has no other keys
    static Map<String, @Nullable Object> readObject(String line) {
        return (Map<String, @Nullable Object>) GSON.fromJson(line, Object.class);
    }

    /** @throws IllegalArgumentException when it cannot be JSON; the message names the type */
    static String write(@Nullable Object value) {
        try {
            return GSON.toJson(value);
        } catch (JsonParseException | UnsupportedOperationException | IllegalArgumentException e) {
            // the lines after the first are advice for the library's users
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new IllegalArgumentException("cannot be written as JSON: " + reason, e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("cannot be written as JSON: it contains itself", e);
        }
    }

    /** @throws IllegalArgumentException when it does not fit the type */
    static @Nullable Object read(@Nullable Object plain, Type type) {
        if (type == Object.class) {
            return plain;
        }
        try {
            // by way of the text: of a tree the library would take 1.5 for an int
            return GSON.fromJson(GSON.toJson(plain), type);
        } catch (JsonParseException | NumberFormatException e) {
            throw new IllegalArgumentException(GSON.toJson(plain), e);
        }
    }

    private static Number number(JsonReader reader) throws IOException {
        String literal = reader.nextString();
        if (literal.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E')) {
            double value = Double.parseDouble(literal);
            return Double.isFinite(value) ? (Number) value : new BigDecimal(literal);
        }
        return literal.length() <= LONGEST_LONG ? (Number) Long.parseLong(literal) : whole(new BigInteger(literal));
    }

    private static Number whole(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }
}
