package dev.patchbay.query;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What records are sorted by. Null and missing come first, then false, true, numbers, times, texts, and everything else;
 * descending the other way round. Records with equal values stay in their order.
 */
public record SortKey(FieldPath field, boolean isDescending) {

    /** By the first key that tells two records apart. */
    static Comparator<Map<String, ?>> comparator(List<SortKey> keys) {
        return (left, right) -> {
            for (SortKey key : keys) {
                int order = key.compare(left, right);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };
    }

    private int compare(Map<String, ?> left, Map<String, ?> right) {
        int order = Values.ORDER.compare(field.in(left), field.in(right));
        return isDescending ? -order : order;
    }

    /** The opposite direction. */
    public SortKey reversed() {
        return new SortKey(field, !isDescending);
    }
}
