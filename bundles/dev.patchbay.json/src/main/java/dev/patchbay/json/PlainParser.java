package dev.patchbay.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one JSON text into plain Java types, and notes where its keys stand when asked to. */
final class PlainParser {

    /** How the reader names a place, in its own text form and in its messages. */
    private static final Pattern PLACE = Pattern.compile("at line (\\d+) column (\\d+) path (\\S+)");

    private final JsonReader reader;
    private final @Nullable Map<List<String>, Position> positions;
    private final List<String> path = new ArrayList<>(0);

    PlainParser(String text, @Nullable Map<List<String>, Position> positions) {
        this.reader = new JsonReader(new StringReader(text));
        this.positions = positions;
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(Json.MAX_DEPTH);
    }

    @Nullable
    Object parse() throws JsonException {
        try {
            Object value = value();
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw failure("Expected nothing behind the JSON value, got more text");
            }
            return value;
        } catch (EOFException e) {
            throw failure("Expected more JSON, got the end of the text");
        } catch (IOException e) {
            throw explained(e);
        } catch (NumberFormatException e) {
            throw failure(
                    "Expected a number that fits, got one with an exponent beyond 10000 or more than 1000 digits");
        }
    }

    private @Nullable Object value() throws IOException, JsonException {
        switch (reader.peek()) {
            case BEGIN_OBJECT:
                return object();
            case BEGIN_ARRAY:
                return array();
            case STRING:
                return reader.nextString();
            case NUMBER:
                return PlainNumber.of(reader.nextString());
            case BOOLEAN:
                return reader.nextBoolean();
            default:
                reader.nextNull();
                return null;
        }
    }

    private List<@Nullable Object> array() throws IOException, JsonException {
        List<@Nullable Object> array = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            array.add(value());
        }
        reader.endArray();
        return array;
    }

    private Map<String, @Nullable Object> object() throws IOException, JsonException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            Position position = positions == null ? null : startOfName();
            String name = reader.nextName();
            if (object.containsKey(name)) {
                throw failure("Expected each name once in an object, got '" + name + "' twice");
            }
            object.put(name, member(name, position));
        }
        reader.endObject();
        return object;
    }

    private @Nullable Object member(String name, @Nullable Position position) throws IOException, JsonException {
        if (positions == null || position == null) {
            return value();
        }
        path.add(name);
        positions.put(List.copyOf(path), position);
        Object value = value();
        path.remove(path.size() - 1);
        return value;
    }

    /** After a look ahead at a name the reader stands behind its opening quote. */
    private Position startOfName() {
        Matcher place = placeIn(reader.toString());
        return new Position(Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2)) - 1);
    }

    private JsonException failure(String sentence) {
        return located(sentence, reader.toString());
    }

    /** The library's message without its advice to developers, with its place put our way. */
    private static JsonException explained(IOException e) {
        String message = String.valueOf(e.getMessage());
        int place = message.indexOf(" at line ");
        String cause = place < 0 ? message : message.substring(0, place);
        String reason = cause.startsWith("Use JsonReader.setStrictness") ? "something JSON does not have" : cause;
        return located("Expected JSON (RFC 8259), got: " + reason, message);
    }

    private static JsonException located(String sentence, String text) {
        Matcher place = placeIn(text);
        int line = Integer.parseInt(place.group(1));
        int column = Integer.parseInt(place.group(2));
        return new JsonException(
                sentence + ", at line " + line + ", column " + column + ", path " + place.group(3), line, column);
    }

    private static Matcher placeIn(String text) {
        Matcher place = PLACE.matcher(text);
        if (!place.find()) {
            throw new IllegalStateException("The JSON reader does not say where it is: " + text);
        }
        return place;
    }
}
