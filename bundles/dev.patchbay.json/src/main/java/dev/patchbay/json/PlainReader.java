package dev.patchbay.json;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.Reader;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Lets the library bind plain Java types as if they came from a text. The library's reader brings buffers of 3 kB for a text
 * that is not there, so that a few readers are used again and again.
 */
final class PlainReader extends JsonReader {

    /** Who finds none in his thread's place makes one. */
    private static final AtomicReferenceArray<@Nullable PlainReader> SPARE = new AtomicReferenceArray<>(8);

    /** What comes next at a level: the elements of a list, or names and values of an object in turn. */
    private static final class Level {
        final Iterator<?> elements;
        final boolean isObject;

        Level(Iterator<?> elements, boolean isObject) {
            this.elements = elements;
            this.isObject = isObject;
        }
    }

    private final Deque<Level> levels = new ArrayDeque<>();
    private @Nullable Object next;
    private boolean nextIsRead;

    private PlainReader() {
        super(Reader.nullReader());
    }

    /** One for a value; to be handed to {@link #release}. */
    static PlainReader of(@Nullable Object value) {
        PlainReader spare = SPARE.getAndSet(place(), null);
        PlainReader reader = spare == null ? new PlainReader() : spare;
        reader.next = value;
        reader.nextIsRead = true;
        return reader;
    }

    private static int place() {
        return (int) (Thread.currentThread().getId() % SPARE.length());
    }

    /** Nobody uses it any more. */
    void release() {
        levels.clear();
        next = null;
        SPARE.set(place(), this);
    }

    @Override
    public JsonToken peek() {
        Level level = levels.peek();
        if (nextIsRead || level == null) {
            return nextIsRead ? token(next) : JsonToken.END_DOCUMENT;
        }
        if (level.isObject) {
            return level.elements.hasNext() ? JsonToken.NAME : JsonToken.END_OBJECT;
        }
        if (!level.elements.hasNext()) {
            return JsonToken.END_ARRAY;
        }
        next = level.elements.next();
        nextIsRead = true;
        return token(next);
    }

    private static JsonToken token(@Nullable Object value) {
        if (value == null) {
            return JsonToken.NULL;
        }
        if (value instanceof String) {
            return JsonToken.STRING;
        }
        if (value instanceof Number) {
            return JsonToken.NUMBER;
        }
        if (value instanceof Boolean) {
            return JsonToken.BOOLEAN;
        }
        if (value instanceof Map) {
            return JsonToken.BEGIN_OBJECT;
        }
        return PlainScalar.is(value) ? JsonToken.STRING : JsonToken.BEGIN_ARRAY;
    }

    private @Nullable Object take(JsonToken... expected) {
        JsonToken token = peek();
        if (!List.of(expected).contains(token)) {
            throw new IllegalStateException("Expected " + expected[0] + " but was " + token);
        }
        nextIsRead = false;
        return next;
    }

    /** What {@link #nextPlain} would return. */
    @Nullable
    Object upcoming() {
        peek();
        return next;
    }

    /** The next value as it is, whatever it is. */
    @Nullable
    Object nextPlain() {
        peek();
        nextIsRead = false;
        return next;
    }

    @Override
    public void beginArray() {
        if (take(JsonToken.BEGIN_ARRAY) instanceof Iterable<?> list) {
            levels.push(new Level(list.iterator(), false));
        }
    }

    @Override
    public void beginObject() {
        if (take(JsonToken.BEGIN_OBJECT) instanceof Map<?, ?> map) {
            levels.push(new Level(map.entrySet().iterator(), true));
        }
    }

    @Override
    public void endArray() {
        levels.pop();
    }

    @Override
    public void endObject() {
        levels.pop();
    }

    @Override
    public boolean hasNext() {
        JsonToken token = peek();
        return token != JsonToken.END_ARRAY && token != JsonToken.END_OBJECT && token != JsonToken.END_DOCUMENT;
    }

    @Override
    public String nextName() {
        Map.Entry<?, ?> entry = (Map.Entry<?, ?>) levels.getFirst().elements.next();
        next = entry.getValue();
        nextIsRead = true;
        return String.valueOf(entry.getKey());
    }

    @Override
    public String nextString() {
        Object value = take(JsonToken.STRING, JsonToken.NUMBER);
        String text = value == null ? null : PlainScalar.text(value);
        return text == null ? String.valueOf(value) : text;
    }

    @Override
    public boolean nextBoolean() {
        return Boolean.TRUE.equals(take(JsonToken.BOOLEAN));
    }

    @Override
    public void nextNull() {
        take(JsonToken.NULL);
    }

    @Override
    public double nextDouble() {
        return nextNumber().doubleValue();
    }

    @Override
    public long nextLong() {
        return new BigDecimal(nextNumber().toString()).longValueExact();
    }

    @Override
    public int nextInt() {
        return Math.toIntExact(nextLong());
    }

    private Number nextNumber() {
        return take(JsonToken.NUMBER) instanceof Number number ? number : 0;
    }

    @Override
    public void skipValue() {
        if (peek() == JsonToken.NAME) {
            nextName();
        }
        nextIsRead = false;
    }

    @Override
    public void close() {
        levels.clear();
    }

    @Override
    public String getPath() {
        return "$";
    }

    @Override
    public String getPreviousPath() {
        return "$";
    }

    @Override
    public String toString() {
        return "PlainReader";
    }
}
