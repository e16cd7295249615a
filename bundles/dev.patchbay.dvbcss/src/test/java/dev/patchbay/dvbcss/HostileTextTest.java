package dev.patchbay.dvbcss;

import static dev.patchbay.dvbcss.Malformed.assertMalformed;
import static dev.patchbay.dvbcss.Malformed.assertSentence;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

/** What no decoder takes, and what all of them say about it. */
public class HostileTextTest {

    /** One of the four. */
    @FunctionalInterface
    interface Decoder {

        Object decode(String text) throws MalformedMessageException;
    }

    static final List<Decoder> DECODERS = List.of(
            CssMessages::decodeCii,
            CssMessages::decodeSetupData,
            CssMessages::decodeAptEptLpt,
            CssMessages::decodeControlTimestamp);

    @Test
    public void textThatIsNoJsonIsRefused() {
        List<String> texts = List.of(
                "",
                " ",
                "{",
                "{]",
                "hello",
                "{\"a\":}",
                "{'a':1}",
                "{a:1}",
                "{} {}",
                "{}x",
                "{\"a\":1,}",
                "//",
                "{\"contentTime\":NaN}",
                "{\"contentTime\":Infinity}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "\u0000",
                "\"\\u00zz\"");
        texts.forEach(HostileTextTest::assertRefusedByAll);
    }

    @Test
    public void jsonThatIsNoObjectIsRefused() {
        List.of("null", "1", "1.5", "-0", "\"a\"", "true", "[]", "[{}]", "[[[]]]")
                .forEach(HostileTextTest::assertRefusedByAll);
        assertMalformed(
                "Expected an object, got an array of 1, as setup data", () -> CssMessages.decodeSetupData("[{}]"));
    }

    @Test
    public void deepNestingIsRefused() {
        assertRefusedByAll("[".repeat(100_000));
        assertRefusedByAll("{\"a\":".repeat(100_000));
        assertRefusedByAll("{\"private\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
        assertRefusedByAll("{\"unknown\":" + "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000) + "}");
    }

    @Test
    public void halvesOfCharactersAreRefused() {
        for (String half : List.of("\\ud800", "\\udc00\\ud800", "\ud800")) {
            String sentence = assertThrows(
                            MalformedMessageException.class,
                            () -> CssMessages.decodeCii("{\"contentId\":\"" + half + "\"}"))
                    .getMessage();
            assertTrue(sentence, sentence.startsWith("Expected whole characters, got "));
            assertThrows(
                    MalformedMessageException.class,
                    () -> CssMessages.decodeSetupData(
                            "{\"contentIdStem\":\"\",\"timelineSelector\":\"" + half + "\"}"));
        }
        assertRefusedByAll("{\"\\ud800\":");
    }

    @Test
    public void aKeyThatComesTwiceIsRefused() {
        assertRefusedByAll("{\"contentId\":\"a\",\"contentId\":\"a\"}");
        assertRefusedByAll("{\"unknown\":1,\"unknown\":1}");
        assertRefusedByAll("{\"" + "k".repeat(1 << 16) + "\":1,\"" + "k".repeat(1 << 16) + "\":1}");
    }

    @Test
    public void whatCameIsShownInAFewPrintableCharacters() {
        String sentence = assertThrows(
                        MalformedMessageException.class,
                        () -> CssMessages.decodeCii("{\"contentIdStatus\":\"" + "\\n\u00e9".repeat(1 << 19) + "\"}"))
                .getMessage();
        assertEquals(
                "Expected \"partial\" or \"final\", got \"" + "\\u000a\\u00e9".repeat(50)
                        + "... (1048576 characters)\", as contentIdStatus of a CII message",
                sentence);
    }

    @Test
    public void whatIsLargeIsShownByItsSize() {
        assertMalformed(
                "got an array of 1000, as contentId",
                () -> CssMessages.decodeCii("{\"contentId\":[0" + ",0".repeat(999) + "]}"));
        assertMalformed(
                "got an object of 2, as contentId", () -> CssMessages.decodeCii("{\"contentId\":{\"a\":1,\"b\":2}}"));
        assertMalformed(
                "got a number of very many digits, as contentId",
                () -> CssMessages.decodeCii("{\"contentId\":" + "9".repeat(990) + "}"));
        assertMalformed(
                "got a number of very many digits, as contentId",
                () -> CssMessages.decodeCii("{\"contentId\":0." + "9".repeat(990) + "}"));
        assertMalformed(
                "got 123456789012345678901234567890, as contentId",
                () -> CssMessages.decodeCii("{\"contentId\":123456789012345678901234567890}"));
    }

    private static void assertRefusedByAll(String text) {
        for (Decoder decoder : DECODERS) {
            assertSentence(assertThrows(MalformedMessageException.class, () -> decoder.decode(text)), "");
        }
    }
}
