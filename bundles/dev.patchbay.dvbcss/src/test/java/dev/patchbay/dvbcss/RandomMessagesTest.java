package dev.patchbay.dvbcss;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.Test;

/** Messages nobody thought of. */
public class RandomMessagesTest {

    private static final int ROUND_TRIPS = 10_000;
    private static final int MUTATIONS = 20_000;
    private static final String ALPHABET = "{}[]\",:0123456789.-+eEtrufalsn\\ \n\u00e9\u2028\ud83d\ude00x";

    private final Random random = new Random(20261121);

    @Test
    public void everyMessageIsReadAsItWasWritten() throws Exception {
        for (int i = 0; i < ROUND_TRIPS; i++) {
            CiiMessage cii = cii();
            assertEquals(cii, CssMessages.decodeCii(ascii(CssMessages.encode(cii))));
            SetupData setup = new SetupData(text(), text(), privateData());
            assertEquals(setup, CssMessages.decodeSetupData(ascii(CssMessages.encode(setup))));
            ControlTimestamp control = control();
            assertEquals(control, CssMessages.decodeControlTimestamp(ascii(CssMessages.encode(control))));
            AptEptLpt presentation = presentation();
            assertEquals(presentation, CssMessages.decodeAptEptLpt(ascii(CssMessages.encode(presentation))));
        }
    }

    @Test
    public void changesLeadFromAnyStateToAnyOther() {
        for (int i = 0; i < ROUND_TRIPS; i++) {
            CiiMessage before = cii();
            CiiMessage after = cii();
            CiiMessage changes = before.changesTo(after);
            CiiMessage updated = before.updatedBy(changes);
            for (CiiProperty<?> property : CiiProperty.all()) {
                Given<?> expected = after.get(property).isOmitted() ? before.get(property) : after.get(property);
                assertEquals(expected, updated.get(property));
                assertTrue(changes.get(property).isOmitted()
                        || !changes.get(property).equals(before.get(property)));
            }
        }
    }

    @Test
    public void whatIsDamagedIsReadOrRefusedAndNothingElse() {
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String text = message(i % HostileTextTest.DECODERS.size());
            String damaged = text;
            for (int times = 1 + random.nextInt(3); times > 0; times--) {
                damaged = random.nextBoolean() ? damaged(damaged) : misshapen(damaged);
            }
            for (HostileTextTest.Decoder decoder : HostileTextTest.DECODERS) {
                refused += isRefused(decoder, damaged) ? 1 : 0;
            }
        }
        assertTrue("refused " + refused, refused > MUTATIONS && refused < 4 * MUTATIONS);
    }

    private static boolean isRefused(HostileTextTest.Decoder decoder, String text) {
        try {
            decoder.decode(text);
            return false;
        } catch (MalformedMessageException e) {
            Malformed.assertSentence(e, "");
            return true;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("Expected a refusal of " + text, e);
        }
    }

    private String message(int kind) {
        switch (kind) {
            case 0:
                return CssMessages.encode(cii());
            case 1:
                return CssMessages.encode(new SetupData(text(), text(), privateData()));
            case 2:
                return CssMessages.encode(presentation());
            default:
                return CssMessages.encode(control());
        }
    }

    private String damaged(String text) {
        int at = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), at + random.nextInt(3));
        char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        return text.substring(0, at) + (random.nextInt(3) == 0 ? "" : other) + text.substring(to);
    }

    /** Puts something of another shape where a value is. */
    private String misshapen(String text) {
        String[] shapes = {
            "null",
            "1",
            "-0",
            "1.5",
            "1e400",
            "\"01\"",
            "\"-0\"",
            "\"5.0\"",
            "\"\"",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "true",
            "{\"type\":1}",
            "[{}]",
            "\"plusinfinity\"",
            "9".repeat(40),
            "\"" + "9".repeat(40) + "\"",
            "\"\\ud800\""
        };
        int colon = text.indexOf(':', random.nextInt(text.length() + 1));
        int end = colon < 0 ? -1 : text.indexOf(random.nextBoolean() ? ',' : '}', colon);
        return end < 0
                ? damaged(text)
                : text.substring(0, colon + 1) + shapes[random.nextInt(shapes.length)] + text.substring(end);
    }

    private CiiMessage cii() {
        CiiMessage message = CiiMessage.EMPTY;
        for (CiiProperty<?> property : CiiProperty.all()) {
            int state = random.nextInt(3);
            message = state == 0 ? message : state == 1 ? message.withNone(property) : withValue(message, property);
        }
        return message;
    }

    private CiiMessage withValue(CiiMessage message, CiiProperty<?> property) {
        if (property == CiiProperty.PROTOCOL_VERSION) {
            return message.with(CiiProperty.PROTOCOL_VERSION, "1.1");
        }
        if (property == CiiProperty.CONTENT_ID_STATUS) {
            return message.with(CiiProperty.CONTENT_ID_STATUS, ContentIdStatus.values()[random.nextInt(2)]);
        }
        if (property == CiiProperty.PRESENTATION_STATUS) {
            return message.with(CiiProperty.PRESENTATION_STATUS, terms());
        }
        if (property == CiiProperty.TIMELINES) {
            return message.with(CiiProperty.TIMELINES, timelines());
        }
        if (property == CiiProperty.PRIVATE) {
            return message.with(CiiProperty.PRIVATE, privateData());
        }
        @SuppressWarnings("unchecked") // all others are texts
        CiiProperty<String> textual = (CiiProperty<String>) property;
        return message.with(textual, text());
    }

    private List<String> terms() {
        List<String> terms = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            terms.add("t" + text().replace(' ', '_'));
        }
        return terms;
    }

    private List<TimelineOption> timelines() {
        List<TimelineOption> options = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Double accuracy = random.nextBoolean() ? null : (Double) finite();
            options.add(new TimelineOption(
                    text(), 1 + random.nextInt(2000), 1 + (number() & Long.MAX_VALUE >> 1), accuracy, privateData()));
        }
        return options;
    }

    private List<Map<String, Object>> privateData() {
        List<Map<String, Object>> data = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Map<String, Object> object = new HashMap<>();
            object.put(text(), plain(0));
            object.put("type", text());
            data.add(object);
        }
        return data;
    }

    private Object plain(int depth) {
        switch (random.nextInt(depth > 3 ? 6 : 8)) {
            case 0:
                return null;
            case 1:
                return random.nextBoolean();
            case 2:
                return text();
            case 3:
                return finite();
            case 4:
                return random.nextInt();
            case 5:
                return new BigInteger(100, random);
            case 6:
                return new ArrayList<>(List.of(List.of(), text(), number()));
            default:
                Map<String, Object> object = new HashMap<>();
                object.put(text(), plain(depth + 1));
                return object;
        }
    }

    private ControlTimestamp control() {
        return random.nextInt(4) == 0
                ? ControlTimestamp.unavailable(number())
                : ControlTimestamp.at(number(), number(), finite());
    }

    private AptEptLpt presentation() {
        PresentationTimestamp actual = random.nextBoolean() ? null : timestamp(number());
        return new AptEptLpt(
                actual,
                timestamp(random.nextBoolean() ? PresentationTimestamp.MINUS_INFINITY : number()),
                timestamp(random.nextBoolean() ? PresentationTimestamp.PLUS_INFINITY : number()));
    }

    private PresentationTimestamp timestamp(long wallClockTime) {
        return new PresentationTimestamp(number(), wallClockTime);
    }

    /** Of any length. */
    private long number() {
        return random.nextLong() >> 1 + random.nextInt(Long.SIZE - 1);
    }

    private double finite() {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : random.nextGaussian();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int character = random.nextInt(4) == 0 ? random.nextInt(Character.MAX_CODE_POINT + 1) : random.nextInt(128);
            text.appendCodePoint(character >= 0xD800 && character < 0xE000 ? ' ' : character);
        }
        return text.toString();
    }

    private static String ascii(String text) {
        assertTrue(text, text.chars().allMatch(c -> c >= ' ' && c <= '~'));
        return text;
    }
}
