package dev.patchbay.dvbcss;

import dev.patchbay.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages of CSS-CII and CSS-TS to JSON and back. What is written is ASCII, and complete; what is read may have keys
 * that are not known, but nothing known in another shape. Thread-safe, never blocks.
 */
public final class CssMessages {

    private static final String CONTENT_TIME = "contentTime";
    private static final String WALL_CLOCK_TIME = "wallClockTime";
    private static final String SPEED = "timelineSpeedMultiplier";
    private static final Place CONTROL_TIMESTAMP = Place.of("a control timestamp");

    private CssMessages() {}

    /** From server to client, on CSS-CII. */
    public static String encode(CiiMessage message) {
        return Json.writeAscii(message.toPlain());
    }

    /** From client to server, first on CSS-TS. */
    public static String encode(SetupData setup) {
        return Json.writeAscii(setup.toPlain());
    }

    /** From client to server, later on CSS-TS. */
    public static String encode(AptEptLpt timestamps) {
        return Json.writeAscii(timestamps.toPlain());
    }

    /** From server to client, on CSS-TS. */
    public static String encode(ControlTimestamp timestamp) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        Long contentTime = timestamp.contentTime();
        plain.put(CONTENT_TIME, contentTime == null ? null : contentTime.toString());
        plain.put(WALL_CLOCK_TIME, Long.toString(timestamp.wallClockTime()));
        plain.put(SPEED, timestamp.speed());
        return Json.writeAscii(plain);
    }

    /** @throws MalformedMessageException when it is none, or one property of it is not what it should be */
    public static CiiMessage decodeCii(String text) throws MalformedMessageException {
        return CiiMessage.fromMembers(Members.parse(text, CiiForms.MESSAGE));
    }

    /** @throws MalformedMessageException when it is none */
    public static SetupData decodeSetupData(String text) throws MalformedMessageException {
        return SetupData.parse(text);
    }

    /** @throws MalformedMessageException when it is none, or a time has more than 64 bits */
    public static AptEptLpt decodeAptEptLpt(String text) throws MalformedMessageException {
        return AptEptLpt.parse(text);
    }

    /** @throws MalformedMessageException when it is none, or a time has more than 64 bits */
    public static ControlTimestamp decodeControlTimestamp(String text) throws MalformedMessageException {
        Members members = Members.parse(text, CONTROL_TIMESTAMP);
        Long contentTime = members.isNull(CONTENT_TIME) ? null : (Long) members.integer(CONTENT_TIME);
        long wallClockTime = members.integer(WALL_CLOCK_TIME);
        Double speed = members.isNull(SPEED) ? null : (Double) members.real(SPEED);
        try {
            return new ControlTimestamp(contentTime, wallClockTime, speed);
        } catch (IllegalArgumentException e) {
            throw CONTROL_TIMESTAMP.malformed(e);
        }
    }
}
