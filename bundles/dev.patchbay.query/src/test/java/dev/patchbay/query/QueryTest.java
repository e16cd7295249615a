package dev.patchbay.query;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.rpc.CallException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

public class QueryTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static Map<String, Object> record(Object... pairs) {
        Map<String, Object> record = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            record.put((String) pairs[i], pairs[i + 1]);
        }
        return record;
    }

    private static final List<Map<String, Object>> DISKS = List.of(
            record(
                    "id",
                    1L,
                    "name",
                    "ada0",
                    "size",
                    500L,
                    "tags",
                    List.of("ssd", "boot"),
                    "smart",
                    record("ok", true, "temp.c", 31L)),
            record("id", 2L, "name", "ada1", "size", 4_000L, "tags", List.of(), "smart", null, "seen", NOON),
            record(
                    "id",
                    3L,
                    "name",
                    "da0",
                    "size",
                    null,
                    "parts",
                    List.of(record("n", "a"), record("n", "b")),
                    "seen",
                    "2026-11-21 13:00:00"),
            record("id", 4L, "name", "Da1", "size", 4_000.0, "seen", NOON.plusSeconds(7_200)));

    private static Object ask(Object filter, Object... options) throws CallException {
        return Query.of(criteria(filter), record(options)).on(DISKS.stream());
    }

    @SuppressWarnings("unchecked")
    private static List<Object> criteria(Object filter) {
        return (List<Object>) filter;
    }

    /** Ids of what matches one criterion. */
    private static List<Object> ids(Object... criterion) throws CallException {
        return list(ask(List.of(Arrays.asList(criterion)), "select", "id"));
    }

    private static List<Object> list(Object answer) {
        try (Stream<?> stream = (Stream<?>) answer) {
            return new ArrayList<>(stream.toList());
        }
    }

    private static String refused(Object filter, Object... options) {
        CallException failure = assertThrows(CallException.class, () -> ask(filter, options));
        assertEquals(22, failure.code());
        return failure.getMessage();
    }

    // operators

    @Test
    public void equalIsByValueAndNotEqualIsTheRest() throws CallException {
        assertEquals(List.of(1L), ids("name", "=", "ada0"));
        assertEquals(List.of(2L, 3L, 4L), ids("name", "!=", "ada0"));
        assertEquals("4000 is 4000.0", List.of(2L, 4L), ids("size", "=", 4_000));
        assertEquals(List.of(2L, 4L), ids("size", "=", BigInteger.valueOf(4_000)));
        assertEquals("a text is no number", List.of(), ids("size", "=", "4000"));
        assertEquals(List.of(1L), ids("tags", "=", List.of("ssd", "boot")));
        assertEquals(List.of(1L), ids("smart", "=", record("temp.c", 31.0, "ok", true)));
        assertEquals("upper case is another letter", List.of(), ids("name", "=", "ADA0"));
    }

    @Test
    public void missingIsNullAndIsNeverBeforeOrAfterAnything() throws CallException {
        assertEquals(List.of(3L), ids("size", "=", null));
        assertEquals(List.of(1L, 2L, 4L), ids("size", "!=", null));
        assertEquals(List.of(1L, 2L, 3L, 4L), ids("nothing", "=", null));
        for (String operator : List.of("<", ">", "<=", ">=")) {
            assertEquals(operator, List.of(), ids("nothing", operator, 1L));
            assertEquals(operator, List.of(), ids("size", operator, null));
            assertEquals(operator, List.of(), ids("name", operator, 1L));
        }
    }

    @Test
    public void orderIsThatOfNumbersTextsAndTimes() throws CallException {
        assertEquals(List.of(2L, 4L), ids("size", ">", 500.5));
        assertEquals(List.of(1L), ids("size", "<=", 500L));
        assertEquals(List.of(1L, 2L, 4L), ids("size", ">=", 500L));
        assertEquals(List.of(1L), ids("size", "<", 4_000L));
        assertEquals("upper case first", List.of(4L), ids("name", "<", "a"));
        assertEquals(List.of(), ids("size", "<", Double.NEGATIVE_INFINITY));
        assertEquals(List.of(1L, 2L, 4L), ids("size", "<", Double.POSITIVE_INFINITY));
    }

    @Test
    public void timesCompareWithTimesAndTheirTexts() throws CallException {
        assertEquals(List.of(2L), ids("seen", "=", NOON));
        assertEquals(List.of(2L), ids("seen", "=", OffsetDateTime.parse("2026-11-21T14:00:00+02:00")));
        assertEquals(List.of(2L), ids("seen", "=", "2026-11-21T12:00Z", "timestamp"));
        assertEquals(List.of(3L, 4L), ids("seen", ">", NOON));
        assertEquals(
                "two texts are texts: a blank comes before T", List.of(4L), ids("seen", ">", "2026-11-21T12:30:00"));
        assertEquals(List.of(3L, 4L), ids("seen", ">", "2026-11-21T12:30:00", "timestamp"));
        assertEquals(
                List.of(2L, 4L),
                ids("seen", "in", List.of("2026-11-21 12:00", "2026-11-21T16:00:00+02:00"), "timestamp"));
        assertEquals(List.of(), ids("seen", ">", "tomorrow"));
    }

    @Test
    public void inAndContainsAndTheirOpposites() throws CallException {
        assertEquals(List.of(1L, 3L), ids("name", "in", List.of("ada0", "da0", 5L)));
        assertEquals(List.of(2L, 4L), ids("name", "nin", List.of("ada0", "da0")));
        assertEquals(List.of(), ids("name", "in", List.of()));
        assertEquals(List.of(3L), ids("size", "in", Arrays.asList(1L, null)));
        assertEquals(List.of(1L), ids("tags", "contains", "ssd"));
        assertEquals(List.of(2L, 3L, 4L), ids("tags", "ncontains", "ssd"));
        assertEquals(
                "a part of a text",
                List.of(1L, 2L),
                ids("name", "contains", "da").subList(0, 2));
        assertEquals("a name in an object", List.of(1L), ids("smart", "contains", "ok"));
        assertEquals(List.of(), ids("size", "contains", 500L));
    }

    @Test
    public void regularExpressionsAreSearchedAndGlobsMatchFromEndToEnd() throws CallException {
        assertEquals(List.of(1L, 3L), ids("name", "~", "a0$"));
        assertEquals(
                List.of(4L),
                ids("name", "~", Pattern.compile("^DA", Pattern.CASE_INSENSITIVE))
                        .subList(1, 2));
        assertEquals(List.of(), ids("size", "~", "5"));
        assertEquals(List.of(1L, 2L), ids("name", "match", "ada*"));
        assertEquals(List.of(3L), ids("name", "match", "?a0"));
        assertEquals(List.of(3L, 4L), ids("name", "match", "[dD]a[0-9]"));
        assertEquals(List.of(4L), ids("name", "match", "[!a-z]*"));
        assertEquals("not a part of it", List.of(), ids("name", "match", "da"));
    }

    @Test
    public void globsTakeOtherCharactersAsTheyAre() {
        for (String text : List.of("", "a.b", "(x)", "[", "a[b", "^$", "\\E", "\\d", "{2}", "ü\ud83d\ude00", "-")) {
            assertTrue(text, Glob.compile(text).matcher(text).find());
            assertFalse(text, Glob.compile(text).matcher(text + "x").find());
        }
        assertTrue(Glob.compile("[]]").matcher("]").find());
        assertTrue(Glob.compile("[a\\^-]").matcher("^").find());
        assertFalse(Glob.compile("[z-a]").matcher("b").find());
        assertTrue(Glob.compile("*").matcher("a\nb").find());
    }

    // groups

    @Test
    public void groupsNest() throws CallException {
        List<Object> small = List.of("size", "<", 1_000L);
        List<Object> da = List.of("name", "match", "*da*");
        assertEquals(List.of(1L), ids("and", List.of(small, da)));
        assertEquals(List.of(1L, 4L), ids("or", List.of(small, List.of("id", "=", 4L))));
        assertEquals(List.of(2L, 3L), ids("nor", List.of(small, List.of("id", "=", 4L))));
        assertEquals(List.of(1L, 2L, 3L, 4L), ids("and", List.of()));
        assertEquals(List.of(), ids("or", List.of()));
        assertEquals(List.of(1L, 2L, 3L, 4L), ids("nor", List.of()));
        assertEquals(List.of(2L, 3L), ids("nor", List.of(List.of("or", List.of(small, List.of("id", "=", 4L))))));
    }

    // paths

    @Test
    public void pathsGoIntoObjectsAndArrays() throws CallException {
        assertEquals(List.of(1L), ids("smart.ok", "=", true));
        assertEquals("a dot in a name", List.of(1L), ids("smart.temp\\.c", "=", 31L));
        assertEquals(List.of(), ids("smart.temp.c", "=", 31L));
        assertEquals(List.of(1L), ids("tags.0", "=", "ssd"));
        assertEquals(List.of(3L), ids("parts.1.n", "=", "b"));
        for (String path :
                List.of("parts.2.n", "parts.-1.n", "parts.x", "tags.99999999999", "name.0", "", ".", "id.")) {
            assertEquals(path, List.of(1L, 2L, 3L, 4L), ids(path, "=", null));
        }
    }

    @Test
    public void aPathIsWrittenAsItIsRead() {
        for (String text : List.of("a", "a.b.0", "a\\.b.c", "a\\\\.b", "")) {
            assertEquals(text, FieldPath.of(text).toString());
        }
    }

    // options

    @Test
    public void sortingPutsKindsInOrder() throws CallException {
        assertEquals(List.of(3L, 1L, 2L, 4L), list(ask(null, "sort", "size", "select", "id")));
        assertEquals(
                "equal ones keep their order",
                List.of(2L, 4L, 1L, 3L),
                list(ask(null, "sort", "-size", "select", "id")));
        assertEquals(List.of(4L, 2L, 1L, 3L), list(ask(null, "sort", List.of("-size", "-id"), "select", "id")));
        List<Object> mixed = Arrays.asList("b", 2L, null, true, NOON, "a", false, 1.5, List.of(), NOON.minusSeconds(1));
        List<Map<String, Object>> records =
                mixed.stream().map(value -> record("v", value)).toList();
        assertEquals(
                Arrays.asList(null, false, true, 1.5, 2L, NOON.minusSeconds(1), NOON, "a", "b", List.of()),
                list(Query.of(null, record("sort", "v", "select", "v")).on(records.stream())));
    }

    @Test
    public void earlyNamesOfOptionsWork() throws CallException {
        assertEquals(
                List.of(4L, 3L, 2L, 1L), list(ask(null, "sort-field", "id", "sort-order", "desc", "select", "id")));
        assertEquals(List.of(4L, 3L, 2L, 1L), list(ask(null, "sort", "id", "dir", "desc", "select", "id")));
        assertEquals(List.of(1L, 2L, 3L, 4L), list(ask(null, "sort-field", "id", "dir", "asc", "select", "id")));
    }

    @Test
    public void slicesComeAfterSortingAndReversingAfterSlices() throws CallException {
        assertEquals(List.of(2L, 3L), list(ask(null, "offset", 1, "limit", 2.0, "select", "id")));
        assertEquals(List.of(3L, 2L), list(ask(null, "offset", 1L, "limit", 2L, "reverse", true, "select", "id")));
        assertEquals(List.of(3L, 2L), list(ask(null, "sort", "-id", "offset", 1L, "limit", 2L, "select", "id")));
        assertEquals(List.of(), list(ask(null, "offset", 9L)));
        assertEquals(List.of(), list(ask(null, "limit", 0L)));
    }

    @Test
    public void countAndSingleComeLast() throws CallException {
        assertEquals(4L, ask(null, "count", true));
        assertEquals(2L, ask(null, "offset", 1L, "limit", 2L, "count", true));
        assertEquals("ada0", ask(null, "single", true, "select", "name"));
        assertEquals("Da1", ask(null, "single", true, "reverse", true, "select", "name"));
        assertEquals(DISKS.get(1), ask(List.of(List.of("id", "=", 2L)), "single", true));
        assertNull(ask(List.of(List.of("id", "=", 9L)), "single", true));
        assertNull("a value that is null", ask(List.of(List.of("id", "=", 3L)), "single", true, "select", "size"));
        assertEquals(4, list(ask(null, "count", false, "single", null)).size());
    }

    @Test
    public void selectTakesValuesAndExcludeLeavesThemOut() throws CallException {
        assertEquals(Arrays.asList(true, null, null, null), list(ask(null, "select", "smart.ok")));
        assertEquals(
                List.of(1L, "ssd"),
                list(ask(null, "select", List.of("id", "tags.0"))).get(0));
        Map<?, ?> first = (Map<?, ?>) list(ask(null, "exclude", List.of("id", "smart.ok", "tags.0", "nothing.x")))
                .get(0);
        assertEquals(
                record("name", "ada0", "size", 500L, "tags", List.of("boot"), "smart", record("temp.c", 31L)), first);
        assertEquals("the record itself is untouched", 1L, DISKS.get(0).get("id"));
        assertEquals(2, ((List<?>) DISKS.get(0).get("tags")).size());
        assertFalse(((Map<?, ?>) ask(null, "exclude", "name", "single", true)).containsKey("name"));
    }

    // laziness

    @Test
    public void noMoreIsReadThanWasAskedFor() throws CallException {
        AtomicInteger read = new AtomicInteger();
        AtomicBoolean isClosed = new AtomicBoolean();
        Stream<Map<String, Object>> endless = Stream.generate(() -> record("n", (long) read.incrementAndGet()))
                .onClose(() -> isClosed.set(true));
        Query query = Query.of(List.of(List.of("n", ">", 5L)), record("limit", 3L, "select", "n"));
        Stream<?> answer = (Stream<?>) query.on(endless);
        assertEquals("nothing before it is needed", 0, read.get());
        assertEquals(List.of(6L, 7L, 8L), answer.toList());
        assertEquals(8, read.get());
        assertFalse(isClosed.get());
        answer.close();
        assertTrue(isClosed.get());
    }

    @Test
    public void whatNeedsNoStreamClosesTheRecords() throws CallException {
        for (Map<String, Object> options :
                List.of(record("single", true), record("count", true), record("single", true, "reverse", true))) {
            AtomicBoolean isClosed = new AtomicBoolean();
            Query.of(null, options).on(DISKS.stream().onClose(() -> isClosed.set(true)));
            assertTrue(options.toString(), isClosed.get());
        }
        AtomicBoolean isClosed = new AtomicBoolean();
        ((Stream<?>) Query.of(null, record("reverse", true)).on(DISKS.stream().onClose(() -> isClosed.set(true))))
                .close();
        assertTrue(isClosed.get());
    }

    // malformed

    @Test
    public void whatIsMalformedIsRefusedAndThePlaceIsSaid() {
        assertTrue(refused(List.of(List.of("id", "=", 1L), List.of("id", "<>", 1L)))
                .contains("filter[1][1]"));
        assertTrue(refused(List.of(List.of("id", "<>", 1L))).contains("ncontains"));
        assertTrue(refused(List.of("id", "=", 1L)).contains("filter[0]"));
        assertTrue(refused(List.of(List.of("id"))).contains("filter[0]"));
        assertTrue(refused(List.of(List.of(1L, "=", 1L))).contains("filter[0][0]"));
        assertTrue(refused(List.of(List.of("xor", List.of()))).contains("and, or or nor"));
        assertTrue(refused(List.of(List.of("or", "x"))).contains("filter[0][1]"));
        assertTrue(refused(List.of(List.of("or", List.of(List.of("id", "in", 1L)))))
                .contains("filter[0][1][0][2]"));
        assertTrue(refused(List.of(List.of("id", "~", "("))).contains("regular expression"));
        assertTrue(refused(List.of(List.of("id", "~", 1L))).contains("a text"));
        assertTrue(refused(List.of(List.of("id", "match", List.of()))).contains("a text"));
        assertTrue(refused(List.of(List.of("id", "=", "now", "timestamp"))).contains("ISO 8601"));
        assertTrue(refused(List.of(List.of("id", "=", 1L, "date"))).contains("timestamp"));
        assertTrue(refused(Arrays.asList((Object) null)).contains("filter[0]"));
        assertTrue(refused(null, "limit", -1L).contains("options.limit"));
        assertTrue(refused(null, "offset", 1.5).contains("options.offset"));
        assertTrue(refused(null, "limit", "5").contains("got \"5\""));
        assertTrue(refused(null, "count", "yes").contains("options.count"));
        assertTrue(refused(null, "sort", 5L).contains("options.sort"));
        assertTrue(refused(null, "sort", List.of("id", 5L)).contains("options.sort[1]"));
        assertTrue(refused(null, "select", new HashMap<>()).contains("options.select"));
        assertTrue(refused(null, "dir", "down").contains("options.dir"));
    }

    @Test
    public void aFilterNestedWithoutEndIsRefused() {
        List<Object> filter = new ArrayList<>();
        List<Object> inner = filter;
        for (int i = 0; i < 10_000; i++) {
            List<Object> next = new ArrayList<>();
            inner.add(List.of("and", next));
            inner = next;
        }
        assertTrue(refused(filter).contains("nested"));
        assertTrue(
                "a long message helps nobody",
                refused(List.of(List.of("x".repeat(10_000)))).length() < 300);
    }

    @Test
    public void unknownOptionsAreIgnoredAsTheOriginalDid() throws CallException {
        assertEquals(4L, ask(null, "count", true, "view", 5L));
    }
}
