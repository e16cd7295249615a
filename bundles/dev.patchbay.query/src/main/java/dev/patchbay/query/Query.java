package dev.patchbay.query;

import dev.patchbay.rpc.CallException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks of a collection; immutable. Filter, sort, offset, limit, reverse and projection apply in this order,
 * then single and count.
 *
 * @param sort empty for the order of the collection
 * @param offset how many records are left out at the beginning
 * @param limit how many records there are at most; null for all
 * @param isReversed whether what is left comes in the opposite order
 * @param isCounted whether only its size is asked for
 * @param isSingle whether only the first is asked for
 */
public record Query(
        Filter filter,
        List<SortKey> sort,
        long offset,
        @Nullable Long limit,
        boolean isReversed,
        Projection projection,
        boolean isCounted,
        boolean isSingle) {

    /** Malformed filters and options. */
    public static final int MALFORMED = Malformed.CODE;

    public Query {
        sort = List.copyOf(sort);
    }

    /**
     * Reads a query.
     *
     * @param filter criteria that must all hold; null for none
     * @param options {@code sort, offset, limit, reverse, count, single, select, exclude}, and the early
     *     {@code sort-field, sort-order, dir}; null for none
     * @throws CallException code {@link #MALFORMED}, which says what was expected where
     */
    public static Query of(@Nullable List<@Nullable Object> filter, @Nullable Map<String, @Nullable Object> options)
            throws CallException {
        OptionsParser parser = new OptionsParser(options == null ? Map.of() : options);
        Long offset = parser.size("offset");
        return new Query(
                FilterParser.parse(filter),
                parser.sort(),
                offset == null ? 0 : offset,
                parser.size("limit"),
                parser.isOn("reverse"),
                parser.projection(),
                parser.isOn("count"),
                parser.isOn("single"));
    }

    /** What filter and sort look at in a record. */
    public Stream<FieldPath> fields() {
        return Stream.concat(filter.fields(), sort.stream().map(SortKey::field));
    }

    /**
     * The answer, from the records of a collection. Reads no record before it must, and none after what was asked for is
     * complete; only sorting and reversing keep them all.
     *
     * @param records closed as soon as they are not needed any more
     * @return a {@code Long} when counted, the first record or null when single, otherwise a {@code Stream}, which closes
     *     the records when it is closed
     */
    public @Nullable Object on(Stream<? extends Map<String, @Nullable Object>> records) {
        Stream<Map<String, @Nullable Object>> matching =
                records.filter(filter::matches).map(entry -> entry);
        if (!sort.isEmpty()) {
            matching = matching.sorted(SortKey.comparator(sort));
        }
        return answer(sliced(matching));
    }

    private Stream<Map<String, @Nullable Object>> sliced(Stream<Map<String, @Nullable Object>> records) {
        Stream<Map<String, @Nullable Object>> rest = offset == 0 ? records : records.skip(offset);
        return limit == null ? rest : rest.limit(limit);
    }

    /**
     * The answer, from records that are filtered, sorted and sliced already.
     *
     * @param records as of {@link #on}
     */
    public @Nullable Object answer(Stream<? extends Map<String, @Nullable Object>> records) {
        if (isCounted) {
            try (records) {
                return records.count();
            }
        }
        Stream<? extends Map<String, @Nullable Object>> ordered = isReversed ? reversed(records) : records;
        return isSingle ? first(ordered) : ordered.map(projection::of);
    }

    private @Nullable Object first(Stream<? extends Map<String, @Nullable Object>> records) {
        try (records) {
            return records.findFirst().map(projection::of).orElse(null);
        }
    }

    private static <T> Stream<T> reversed(Stream<T> records) {
        return StreamSupport.stream(() -> backwards(records).spliterator(), Spliterator.ORDERED, false)
                .onClose(records::close);
    }

    private static <T> List<T> backwards(Stream<T> records) {
        List<T> list = new ArrayList<>();
        for (Iterator<T> each = records.iterator(); each.hasNext(); ) {
            list.add(each.next());
        }
        Collections.reverse(list);
        return list;
    }
}
