package dev.patchbay.protocol.moduleserver.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Percent-encoding with plus for blank, as HTML forms have it. Source: ModuleServer, §3. */
final class FormEncoding {

    private static final String HEX = "0123456789ABCDEF";

    /** Whether the ASCII character stands for itself. */
    private static final boolean[] PLAIN = new boolean[0x80];

    static {
        for (char c = 0; c < PLAIN.length; c++) {
            PLAIN[c] = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "_.-~".indexOf(c) >= 0;
        }
    }

    private FormEncoding() {}

    /** @param text ASCII only */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() * 2);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (PLAIN[c]) {
                encoded.append(c);
            } else if (c == ' ') {
                encoded.append('+');
            } else {
                encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
            }
        }
        return encoded.toString();
    }

    /**
     * Takes whatever can be decoded; characters that need not stand for themselves may do so.
     *
     * @throws Refusal for a percent sign without two hexadecimal digits, and for what is not UTF-8 then
     */
    static String decode(String line) throws Refusal {
        if (line.indexOf('%') < 0 && line.indexOf('+') < 0) {
            return line;
        }
        byte[] bytes = line.getBytes(UTF_8);
        return text(bytes, decode(bytes));
    }

    /** Decodes in place. @return how many bytes are left */
    private static int decode(byte[] bytes) throws Refusal {
        int to = 0;
        for (int from = 0; from < bytes.length; from++) {
            byte b = bytes[from];
            if (b == '%') {
                b = (byte) (digit(bytes, from + 1) << 4 | digit(bytes, from + 2));
                from += 2;
            } else if (b == '+') {
                b = ' ';
            }
            bytes[to++] = b;
        }
        return to;
    }

    private static int digit(byte[] bytes, int at) throws Refusal {
        int digit = at < bytes.length ? Character.digit((char) (bytes[at] & 0xFF), 16) : -1;
        if (digit < 0) {
            throw new Refusal("expected two hexadecimal digits behind each percent sign, got others before byte "
                    + Math.min(at + 1, bytes.length));
        }
        return digit;
    }

    private static String text(byte[] bytes, int length) throws Refusal {
        int seen = 0;
        for (int i = 0; i < length; i++) {
            seen |= bytes[i];
        }
        if (seen >= 0) {
            return new String(bytes, 0, length, ISO_8859_1);
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
        } catch (CharacterCodingException e) {
            throw new Refusal("expected UTF-8 behind the percent signs, got something else: " + e.getMessage());
        }
    }
}
