package dev.patchbay.dispatch.internal;

import dev.patchbay.json.JsonType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** What a stream is made of, produced while it is fetched. Used by one thread at a time. */
interface Items {

    /** The next ones as plain Java types, fewer than asked for only at the end. */
    List<@Nullable Object> next(int max) throws Exception;

    /** Lets go of whatever produces them. */
    void close() throws Exception;

    /** Whether a plugin's result is to be fetched piece by piece. */
    static boolean isStream(@Nullable Object result) {
        return result instanceof BaseStream || result instanceof Iterator;
    }

    /** The items of such a result. */
    static Items of(Object result, JsonType type) {
        Iterator<?> items = result instanceof BaseStream<?, ?> stream ? stream.iterator() : (Iterator<?>) result;
        return new Items() {
            @Override
            public List<@Nullable Object> next(int max) {
                List<@Nullable Object> next = new ArrayList<>();
                while (next.size() < max && items.hasNext()) {
                    next.add(type.toPlain(items.next()));
                }
                return next;
            }

            @Override
            public void close() throws Exception {
                if (result instanceof AutoCloseable closeable) {
                    closeable.close();
                }
            }
        };
    }
}
