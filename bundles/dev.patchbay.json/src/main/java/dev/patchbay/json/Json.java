package dev.patchbay.json;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** JSON text to plain Java types and back. Thread-safe, never blocks. */
public final class Json {

    /** How deep arrays and objects may be nested; deeper text is refused, so that no peer can exhaust a stack. */
    public static final int MAX_DEPTH = 200;

    private Json() {}

    /**
     * Reads one JSON value (RFC 8259, strict: no comments, no duplicate names, nothing behind the value).
     *
     * <p>Whole numbers become {@code Long}, or {@code BigInteger} when they do not fit; others {@code Double}, or
     * {@code BigDecimal} when a double would not hold them. Half a character (an unpaired surrogate, written
     * {@code \\uXXXX}) is read as such, and written in the same way again.
     *
     * @throws JsonException with line and column of the first thing that is wrong
     */
    public static @Nullable Object parse(String text) throws JsonException {
        try {
            return QuickParser.parse(text);
        } catch (QuickParser.Unclear e) {
            return parseCarefully(text);
        }
    }

    /** Characters past Latin-1 are for the library to read. */
    private static @Nullable Object parseCarefully(String text) throws JsonException {
        try {
            return new PlainParser(text, null).parse();
        } catch (JsonException refusal) {
            return parseWithHalves(text, refusal);
        }
    }

    /**
     * Reads what the library refuses for no other reason than halves of characters.
     *
     * @param refusal the library's
     */
    static @Nullable Object parseWithHalves(String text, JsonException refusal) throws JsonException {
        try {
            return QuickParser.parse(Halves.ascii(text));
        } catch (QuickParser.Unclear e) {
            new PlainParser(Halves.replaced(text), null).parse(); // throws what is wrong besides
            throw refusal;
        }
    }

    /**
     * Writes compact JSON.
     *
     * @param value plain Java types; also a record, which is slower, since its type is looked at anew each time
     * @throws IllegalArgumentException for a number JSON does not have (NaN, infinity) or a type it cannot express
     */
    public static String write(@Nullable Object value) {
        return new CompactWriter(false, Integer.MAX_VALUE).write(value).text();
    }

    /**
     * As {@link #write}, with everything but printable ASCII as {@code \\uXXXX}.
     *
     * @throws IllegalArgumentException also for what {@link #parse} would refuse: what is nested deeper than
     *     {@link #MAX_DEPTH} or contains itself
     */
    public static String writeAscii(@Nullable Object value) {
        try {
            return new CompactWriter(true, MAX_DEPTH).write(value).text();
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("Expected a value of finite depth, got one that contains itself", e);
        }
    }

    /** As {@link #write(Object)}, with line breaks and two spaces for each level. */
    public static String writePretty(@Nullable Object value) {
        StringWriter text = new StringWriter(128);
        JsonWriter writer = new JsonWriter(text);
        writer.setIndent("  ");
        writer.setHtmlSafe(false);
        try {
            PlainText.write(writer, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return Halves.escaped(text.toString());
    }
}
