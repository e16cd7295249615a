package dev.patchbay.json;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes plain Java types as compact JSON, each text in one piece; what is rare it leaves to the library. */
final class CompactWriter {

    private static final char LAST_ASCII = '~';
    private static final int WORTH_A_SCAN = 16;

    /** What stands for a character that must not stand for itself; null for the others. */
    private static final @Nullable String[] ESCAPES = new @Nullable String[LAST_ASCII + 1];

    static {
        for (char c = 0; c < ' '; c++) {
            ESCAPES[c] = Halves.escape(c);
        }
        ESCAPES['"'] = "\\\"";
        ESCAPES['\\'] = "\\\\";
        ESCAPES['\t'] = "\\t";
        ESCAPES['\b'] = "\\b";
        ESCAPES['\n'] = "\\n";
        ESCAPES['\r'] = "\\r";
        ESCAPES['\f'] = "\\f";
    }

    private final StringBuilder text = new StringBuilder(256);
    private final boolean ascii;
    private final int deepest;
    private int depth;

    /**
     * Has written nothing.
     *
     * @param ascii whether to escape all other characters
     * @param deepest how deep lists and maps may be nested
     */
    CompactWriter(boolean ascii, int deepest) {
        this.ascii = ascii;
        this.deepest = deepest;
    }

    String text() {
        return text.toString();
    }

    CompactWriter write(@Nullable Object value) {
        if (value instanceof String string) {
            string(string);
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof Iterable<?> list) {
            array(list);
        } else if (value instanceof Number number) {
            number(number);
        } else if (value == null || value instanceof Boolean) {
            text.append(value);
        } else {
            other(value);
        }
        return this;
    }

    private void other(Object value) {
        String shown = PlainScalar.shown(value);
        if (shown != null) {
            string(shown);
        } else {
            write(JsonType.of(value.getClass()).toPlain(value));
        }
    }

    private void object(Map<?, ?> map) {
        enter('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!first) {
                text.append(',');
            }
            first = false;
            string(String.valueOf(entry.getKey()));
            text.append(':');
            write(entry.getValue());
        }
        leave('}');
    }

    private void array(Iterable<?> list) {
        enter('[');
        boolean first = true;
        for (Object element : list) {
            if (!first) {
                text.append(',');
            }
            first = false;
            write(element);
        }
        leave(']');
    }

    private void enter(char bracket) {
        if (++depth > deepest) {
            throw new IllegalArgumentException("Expected at most " + deepest
                    + " levels of lists and maps, got more; does something contain itself?");
        }
        text.append(bracket);
    }

    private void leave(char bracket) {
        depth--;
        text.append(bracket);
    }

    private void number(Number number) {
        if (number instanceof Long || number instanceof Integer) {
            text.append(number.longValue());
        } else if (isFinite(number) || number instanceof BigDecimal || number instanceof BigInteger) {
            text.append(number);
        } else {
            text.append(checked(number));
        }
    }

    private static boolean isFinite(Number number) {
        return number instanceof Double value && Double.isFinite(value)
                || number instanceof Float part && Float.isFinite(part);
    }

    /** The library refuses what is no number in JSON. */
    private static String checked(Number number) {
        StringWriter checked = new StringWriter();
        try {
            new JsonWriter(checked).value(number);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return checked.toString();
    }

    private void string(String value) {
        text.append('"');
        if (standsForItself(value)) {
            text.append(value);
        } else {
            escaped(value);
        }
        text.append('"');
    }

    /** Says no for some that do, and for short ones, which are not worth it. */
    private static boolean standsForItself(String value) {
        if (value.length() < WORTH_A_SCAN) {
            return false;
        }
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        return Scan.firstToLookAt(bytes, 0) == bytes.length;
    }

    private void escaped(String value) {
        int written = 0;
        for (int i = 0; i < value.length(); i++) {
            String escape = escape(value, i);
            if (escape != null) {
                text.append(value, written, i).append(escape);
                written = i + 1;
            }
        }
        if (written == 0) {
            text.append(value);
        } else {
            text.append(value, written, value.length());
        }
    }

    private @Nullable String escape(String value, int at) {
        char c = value.charAt(at);
        if (c <= LAST_ASCII) {
            return ESCAPES[c];
        }
        boolean endsALine = c == '\u2028' || c == '\u2029'; // in JavaScript
        return ascii || endsALine || Halves.isHalf(value, at) ? Halves.escape(c) : null;
    }
}
