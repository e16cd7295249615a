package dev.patchbay.protocol.moduleserver.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

/** §3. */
public class FormEncodingTest {

    @Test
    public void onlyTheseStandForThemselves() {
        String plain = "ABCXYZabcxyz0123456789_.-~";
        assertEquals(plain, FormEncoding.encode(plain));
        assertEquals("%7B%22name%22%3A+%22lamp%22%7D", FormEncoding.encode("{\"name\": \"lamp\"}"));
        assertEquals("%2B%25%26%3D%2A%2F%5C%00%7F%60%40", FormEncoding.encode("+%&=*/\\\u0000\u007f`@"));
    }

    @Test
    public void whateverDecodesIsTaken() throws Exception {
        assertEquals("{\"name\": \"lamp\"}", FormEncoding.decode("%7b%22name%22%3A+%22lamp%22%7D"));
        assertEquals("{\"name\": \"lamp\"}", FormEncoding.decode("{\"name\": \"lamp\"}"));
        assertEquals("a b c+", FormEncoding.decode("a+b c%2B"));
        assertEquals("ü ü 🎉\ufffd", FormEncoding.decode("ü+%C3%BC %F0%9F%8E%89%EF%BF%BD"));
        assertEquals("", FormEncoding.decode(""));
    }

    @Test
    public void whatDoesNotDecodeIsRefused() {
        for (String line : List.of("%", "a%", "%4", "%G1", "%1G", "%%41", "%-1", "%+1", "%ü", "% 41")) {
            String text = assertThrows(line, Refusal.class, () -> FormEncoding.decode(line))
                    .getMessage();
            assertTrue(text, text.contains("two hexadecimal digits"));
        }
        for (String line : List.of("%FF", "%C3", "%C3+", "%ED%A0%80", "%C0%AF", "ü%BC")) {
            String text = assertThrows(line, Refusal.class, () -> FormEncoding.decode(line))
                    .getMessage();
            assertTrue(text, text.contains("expected UTF-8"));
        }
    }
}
