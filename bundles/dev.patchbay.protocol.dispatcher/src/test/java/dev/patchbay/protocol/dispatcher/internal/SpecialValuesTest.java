package dev.patchbay.protocol.dispatcher.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import dev.patchbay.schema.Password;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

/** Spec §2. */
public class SpecialValuesTest {

    private static @Nullable Object decoded(String text) throws JsonException {
        return SpecialValues.decode(Json.parse(text.replace('\'', '"')));
    }

    private static String encoded(@Nullable Object value) {
        return Json.write(SpecialValues.encode(value)).replace('"', '\'');
    }

    @Test
    public void datesAreReadLiberally() throws JsonException {
        Instant quarter = Instant.parse("2017-03-01T12:00:00.250Z");
        assertEquals(quarter, decoded("{'$date':'2017-03-01 12:00:00.250000'}"));
        assertEquals(quarter, decoded("{'$date':'2017-03-01T12:00:00.25'}"));
        assertEquals(Instant.parse("2017-03-01T12:00:00Z"), decoded("{'$date':'2017-03-01 12:00'}"));
        assertEquals(Instant.parse("2017-03-01T00:00:00Z"), decoded("{'$date':'2017-03-01'}"));
        assertEquals(OffsetDateTime.parse("2017-03-01T12:00:00Z"), decoded("{'$date':'2017-03-01T12:00:00Z'}"));
        assertEquals(
                OffsetDateTime.parse("2017-03-01T12:00:00+05:30"), decoded("{'$date':'2017-03-01 12:00:00+0530'}"));
        assertEquals(OffsetDateTime.parse("2017-03-01T12:00:00-08:00"), decoded("{'$date':'2017-03-01 12:00:00-08'}"));
    }

    @Test
    public void datesAreWrittenInUtcWithMicrosecondsUnlessTheyAreZero() {
        assertEquals("{'$date':'2017-03-01 12:00:00.250000'}", encoded(Instant.parse("2017-03-01T12:00:00.25Z")));
        assertEquals("{'$date':'2017-03-01 12:00:00'}", encoded(Instant.parse("2017-03-01T12:00:00.000000999Z")));
        assertEquals("{'$date':'2017-03-01 12:00:05+00:00'}", encoded(OffsetDateTime.parse("2017-03-01T12:00:05Z")));
        assertEquals(
                "{'$date':'2017-03-01 12:00:05.000001-03:30'}",
                encoded(OffsetDateTime.parse("2017-03-01T12:00:05.000001-03:30")));
    }

    @Test
    public void bytesExpressionsAndPasswordsPassThrough() throws JsonException {
        assertArrayEquals("hi".getBytes(StandardCharsets.UTF_8), (byte[]) decoded("{'$binary':'aGk='}"));
        assertEquals("a.*", ((Pattern) decoded("{'$regex':'a.*'}")).pattern());
        assertEquals(new Password("secret"), decoded("{'$password':'secret'}"));
        for (String text : List.of("{'$binary':'aGk='}", "{'$regex':'a.*'}", "{'$password':'secret'}")) {
            assertEquals(text, encoded(decoded(text)));
        }
    }

    @Test
    public void fileDescriptorsAreNull() throws JsonException {
        assertNull(decoded("{'$fd':0}"));
        assertEquals("{'a':null,'b':1}", encoded(decoded("{'a':{'$fd':0},'b':1}")));
    }

    @Test
    public void nestedValuesAreFound() throws JsonException {
        String text = "{'a':[{'b':{'$binary':'aGk='}}],'c':{'d':{'$date':'2017-03-01 12:00:00'}}}";
        Map<?, ?> decoded = (Map<?, ?>) decoded(text);
        assertEquals(Instant.parse("2017-03-01T12:00:00Z"), ((Map<?, ?>) decoded.get("c")).get("d"));
        assertEquals(text, encoded(decoded));
    }

    @Test
    public void whatCannotBeUnderstoodStaysAsItIs() throws JsonException {
        for (String text : List.of(
                "{'$date':'tomorrow'}",
                "{'$date':7}",
                "{'$binary':'*'}",
                "{'$regex':'('}",
                "{'$other':'x'}",
                "{'$date':'2017-03-01','more':1}")) {
            assertEquals(text, encoded(decoded(text)));
        }
    }

    @Test
    public void whatHoldsNothingSpecialIsNotCopied() {
        Map<String, Object> plain = Map.of("a", List.of(1L, Map.of("b", "c")));
        assertSame(plain, SpecialValues.encode(plain));
    }

    @Test
    public void anEscapedDollarIsADollar() throws Envelope.MalformedException {
        Object args = Envelope.parse(
                        "{\"namespace\":\"events\",\"name\":\"event\",\"args\":{\"\\u0024date\":\"2017-03-01\"}}")
                .args();
        assertNotNull(args);
        assertEquals(Instant.parse("2017-03-01T00:00:00Z"), args);
    }
}
