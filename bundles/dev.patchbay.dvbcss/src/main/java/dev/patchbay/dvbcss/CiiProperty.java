package dev.patchbay.dvbcss;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What can be told about what is on (ETSI TS 103 286-2 §5.6.2). Immutable.
 *
 * @param <T> the type of its value
 */
public final class CiiProperty<T> {

    /** Always {@code 1.1}. */
    public static final CiiProperty<String> PROTOCOL_VERSION =
            new CiiProperty<>("protocolVersion", CiiForms::version, Members::text, version -> version);

    /** Where the server for material resolution is. */
    public static final CiiProperty<String> MRS_URL = text("mrsUrl");

    /** What is on: a URI, in ASCII. */
    public static final CiiProperty<String> CONTENT_ID = text("contentId");

    /** Whether the content id may yet be replaced by a more exact one. */
    public static final CiiProperty<ContentIdStatus> CONTENT_ID_STATUS = new CiiProperty<>(
            "contentIdStatus", (status, place) -> status, CiiForms::status, ContentIdStatus::wireName);

    /** Terms without spaces: {@code okay}, {@code transitioning} or {@code fault}, and what else is to be said. */
    public static final CiiProperty<List<String>> PRESENTATION_STATUS = new CiiProperty<>(
            "presentationStatus", CiiForms::terms, CiiForms::splitTerms, terms -> String.join(" ", terms));

    /** Where the wall clock is, as {@code udp://host:port}. */
    public static final CiiProperty<String> WC_URL = text("wcUrl");

    /** Where timelines are, as {@code ws://host:port/path}. */
    public static final CiiProperty<String> TS_URL = text("tsUrl");

    /** Where trigger events are, as {@code ws://host:port/path}. */
    public static final CiiProperty<String> TE_URL = text("teUrl");

    /** The timelines to choose from. */
    public static final CiiProperty<List<TimelineOption>> TIMELINES = new CiiProperty<>(
            "timelines", (options, place) -> List.copyOf(options), CiiForms::options, CiiForms::plainOptions);

    /** Anything else: plain types in objects that have a {@code type} each. */
    public static final CiiProperty<List<Map<String, @Nullable Object>>> PRIVATE =
            new CiiProperty<>(PrivateData.KEY, PrivateData::copy, PrivateData::fromPlain, data -> data);

    private static final List<CiiProperty<?>> ALL = List.of(
            PROTOCOL_VERSION,
            MRS_URL,
            CONTENT_ID,
            CONTENT_ID_STATUS,
            PRESENTATION_STATUS,
            WC_URL,
            TS_URL,
            TE_URL,
            TIMELINES,
            PRIVATE);

    private final String wireName;
    private final Place place;
    private final BiFunction<T, Place, T> check;
    private final Decoder<T> decoder;
    private final Function<T, Object> encoder;

    /** From a plain value that was received; {@link #check} has its turn after it. */
    @FunctionalInterface
    private interface Decoder<T> {

        T decode(@Nullable Object plain, Place place) throws MalformedMessageException;
    }

    private CiiProperty(
            String wireName, BiFunction<T, Place, T> check, Decoder<T> decoder, Function<T, Object> encoder) {
        this.wireName = wireName;
        this.place = CiiForms.MESSAGE.member(wireName);
        this.check = check;
        this.decoder = decoder;
        this.encoder = encoder;
    }

    private static CiiProperty<String> text(String wireName) {
        return new CiiProperty<>(wireName, Texts::whole, Members::text, text -> text);
    }

    /** All there are, in the order in which they are written. */
    public static List<CiiProperty<?>> all() {
        return ALL;
    }

    /** Its key in messages. */
    public String wireName() {
        return wireName;
    }

    /** The value as a message keeps it. @throws IllegalArgumentException when no client would take it */
    T checked(T value) {
        return check.apply(value, place);
    }

    T fromPlain(@Nullable Object plain) throws MalformedMessageException {
        T value = decoder.decode(plain, place);
        try {
            return checked(value);
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(e);
        }
    }

    Object toPlain(T value) {
        return encoder.apply(value);
    }

    @Override
    public String toString() {
        return wireName;
    }
}
