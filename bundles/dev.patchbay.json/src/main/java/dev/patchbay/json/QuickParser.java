package dev.patchbay.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads well-formed JSON in one pass. Gives up on anything else, and on characters past Latin-1, for
 * {@link PlainParser} to read or to explain.
 */
final class QuickParser {

    /** More digits may not fit a long. */
    private static final int MOST_DIGITS = 18;

    private static final char END = '\0';

    private final byte[] text;
    private int at;
    private int depth;

    /** The text is not what this parser reads; thrown for each such text, so it carries nothing. */
    static final class Unclear extends Exception {

        private static final long serialVersionUID = 1L;

        private static final Unclear UNCLEAR = new Unclear();

        private Unclear() {
            super("not read in one pass", null, false, false);
        }
    }

    private QuickParser(byte[] text) {
        this.text = text;
    }

    /** As {@link Json#parse} does, for what it does not refuse. */
    static @Nullable Object parse(String text) throws Unclear {
        byte[] bytes = text.getBytes(ISO_8859_1);
        if (!new String(bytes, ISO_8859_1).equals(text)) {
            throw Unclear.UNCLEAR;
        }
        QuickParser parser = new QuickParser(bytes);
        Object value = parser.value();
        if (parser.next() != END || parser.at < bytes.length) {
            throw Unclear.UNCLEAR;
        }
        return value;
    }

    private @Nullable Object value() throws Unclear {
        switch (next()) {
            case '"':
                return string();
            case '{':
                return object();
            case '[':
                return array();
            case 't':
                return word("true", Boolean.TRUE);
            case 'f':
                return word("false", Boolean.FALSE);
            case 'n':
                return word("null", null);
            default:
                return number();
        }
    }

    /** Moves to the next character that is not blank. */
    private char next() {
        char c = here();
        while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            at++;
            c = here();
        }
        return c;
    }

    private char here() {
        return at < text.length ? (char) (text[at] & 0xFF) : END;
    }

    private @Nullable Object word(String word, @Nullable Object meaning) throws Unclear {
        for (int i = 0; i < word.length(); i++, at++) {
            expect(word.charAt(i), here());
        }
        return meaning;
    }

    private Map<String, @Nullable Object> object() throws Unclear {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        int count = 0;
        enter();
        if (next() == '}') {
            return leave(object);
        }
        while (true) {
            expect('"', next());
            String name = string();
            expect(':', next());
            at++;
            object.put(name, value());
            if (object.size() != ++count) { // twice the same name
                throw Unclear.UNCLEAR;
            }
            if (isLast('}')) {
                return leave(object);
            }
        }
    }

    private List<@Nullable Object> array() throws Unclear {
        List<@Nullable Object> array = new ArrayList<>();
        enter();
        if (next() == ']') {
            return leave(array);
        }
        while (true) {
            array.add(value());
            if (isLast(']')) {
                return leave(array);
            }
        }
    }

    private void enter() throws Unclear {
        if (++depth > Json.MAX_DEPTH) {
            throw Unclear.UNCLEAR;
        }
        at++;
    }

    private <T> T leave(T whole) {
        depth--;
        at++;
        return whole;
    }

    private static void expect(char wanted, char got) throws Unclear {
        if (got != wanted) {
            throw Unclear.UNCLEAR;
        }
    }

    /** Whether the bracket closes here; otherwise moves behind the comma. */
    private boolean isLast(char bracket) throws Unclear {
        if (next() == bracket) {
            return true;
        }
        expect(',', here());
        at++;
        return false;
    }

    private String string() throws Unclear {
        int start = ++at;
        while (true) {
            at = Scan.firstToLookAt(text, at);
            char c = here();
            if (c == '"') {
                return part(start, at++);
            }
            if (c == '\\') {
                return unescaped(start);
            }
            if (c < ' ') { // also the end
                throw Unclear.UNCLEAR;
            }
            at++;
        }
    }

    private String part(int from, int to) {
        return new String(text, from, to - from, ISO_8859_1);
    }

    /** A string from its start on; here is its first escape. */
    private String unescaped(int start) throws Unclear {
        StringBuilder string = new StringBuilder(at - start + 64).append(part(start, at));
        while (true) {
            char c = here();
            if (c < ' ') {
                throw Unclear.UNCLEAR;
            }
            at++;
            if (c == '"') {
                return string.toString();
            }
            string.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() throws Unclear {
        char c = here();
        at++;
        switch (c) {
            case '"':
            case '\\':
            case '/':
                return c;
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'u':
                return (char) (digit() << 12 | digit() << 8 | digit() << 4 | digit());
            default:
                throw Unclear.UNCLEAR;
        }
    }

    private int digit() throws Unclear {
        char c = here();
        int digit = c < 0x80 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
            throw Unclear.UNCLEAR;
        }
        at++;
        return digit;
    }

    private Number number() throws Unclear {
        int start = at;
        boolean negative = here() == '-';
        at += negative ? 1 : 0;
        long value = whole();
        char c = here();
        if (c == '.' || c == 'e' || c == 'E' || at - start > MOST_DIGITS) {
            return other(start);
        }
        return negative ? -value : value;
    }

    /** The digits up to here as a number, which is of use when they are not too many. */
    private long whole() throws Unclear {
        int first = at;
        long value = 0;
        for (char c = here(); c >= '0' && c <= '9'; c = here()) {
            value = value * 10 + (c - '0');
            at++;
        }
        if (at == first || at > first + 1 && text[first] == '0') {
            throw Unclear.UNCLEAR;
        }
        return value;
    }

    /** A number with fraction, exponent or many digits. */
    private Number other(int start) throws Unclear {
        if (here() == '.') {
            at++;
            digits();
        }
        if (here() == 'e' || here() == 'E') {
            at++;
            at += here() == '+' || here() == '-' ? 1 : 0;
            digits();
        }
        try {
            return PlainNumber.of(part(start, at));
        } catch (NumberFormatException e) {
            throw Unclear.UNCLEAR;
        }
    }

    private void digits() throws Unclear {
        int first = at;
        while (here() >= '0' && here() <= '9') {
            at++;
        }
        if (at == first) {
            throw Unclear.UNCLEAR;
        }
    }
}
