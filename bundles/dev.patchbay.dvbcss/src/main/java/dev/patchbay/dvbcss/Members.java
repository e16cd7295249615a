package dev.patchbay.dvbcss;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A JSON object that was received, read member by member; what has another shape than asked for is refused. */
final class Members {

    /** PK-2. */
    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]*+");

    /** What the longest number that fits has. */
    private static final int MOST_DIGITS = 20;

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");

    private static final String INTEGER_AS_TEXT = "a whole number of 64 bits, as a text like \"270000\"";

    private final Map<?, ?> members;
    private final Place place;

    private Members(Map<?, ?> members, Place place) {
        this.members = members;
        this.place = place;
    }

    /** A whole message. */
    static Members parse(String text, Place place) throws MalformedMessageException {
        try {
            return of(Json.parse(text), place);
        } catch (JsonException e) {
            throw new MalformedMessageException(
                    "Expected " + place + " in JSON, got " + Shown.of(text) + ": "
                            + Shown.text(String.valueOf(e.getMessage())),
                    e);
        }
    }

    static Members of(@Nullable Object plain, Place place) throws MalformedMessageException {
        if (plain instanceof Map<?, ?> map) {
            return new Members(map, place);
        }
        throw place.malformed("an object", plain);
    }

    static List<?> array(@Nullable Object plain, Place place) throws MalformedMessageException {
        if (plain instanceof List<?> list) {
            return list;
        }
        throw place.malformed("an array", plain);
    }

    static String text(@Nullable Object plain, Place place) throws MalformedMessageException {
        if (plain instanceof String text) {
            return text;
        }
        throw place.malformed("a text", plain);
    }

    Place place() {
        return place;
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /** Whether it is there and null. */
    boolean isNull(String name) {
        return has(name) && members.get(name) == null;
    }

    /** What is there as it is. */
    @Nullable
    Object get(String name) {
        return members.get(name);
    }

    Members object(String name) throws MalformedMessageException {
        return of(required(name), place.member(name));
    }

    String text(String name) throws MalformedMessageException {
        return text(required(name), place.member(name));
    }

    /** A whole number from a JSON number. */
    long whole(String name) throws MalformedMessageException {
        if (required(name) instanceof Long whole) {
            return whole;
        }
        throw place.member(name).malformed("a whole number of 64 bits", get(name));
    }

    /** A whole number from a text. */
    long integer(String name) throws MalformedMessageException {
        Object got = required(name);
        if (got instanceof String text
                && text.length() <= MOST_DIGITS
                && INTEGER.matcher(text).matches()) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw place.member(name).malformed(INTEGER_AS_TEXT, got);
            }
        }
        throw place.member(name).malformed(INTEGER_AS_TEXT, got);
    }

    /** A finite number, also from a text. */
    double real(String name) throws MalformedMessageException {
        Object got = required(name);
        double real = Double.NaN;
        if (got instanceof Number number) {
            real = number.doubleValue();
        } else if (got instanceof String text && NUMBER.matcher(text).matches()) {
            real = Double.parseDouble(text);
        }
        if (Double.isFinite(real)) {
            return real;
        }
        throw place.member(name).malformed("a finite number", got);
    }

    List<Map<String, @Nullable Object>> privateData() throws MalformedMessageException {
        return has(PrivateData.KEY)
                ? PrivateData.fromPlain(get(PrivateData.KEY), place.member(PrivateData.KEY))
                : List.of();
    }

    private @Nullable Object required(String name) throws MalformedMessageException {
        if (has(name)) {
            return get(name);
        }
        throw new MalformedMessageException("Expected " + place.member(name) + ", got nothing");
    }
}
