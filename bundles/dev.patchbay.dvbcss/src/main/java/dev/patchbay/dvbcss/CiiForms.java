package dev.patchbay.dvbcss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of CII properties that are more than a text. */
final class CiiForms {

    static final Place MESSAGE = Place.of("a CII message");

    static final String VERSION = "1.1";

    private CiiForms() {}

    static String version(String version, Place place) {
        if (!version.equals(VERSION)) {
            throw place.illegal('"' + VERSION + '"', version);
        }
        return version;
    }

    static ContentIdStatus status(@Nullable Object plain, Place place) throws MalformedMessageException {
        for (ContentIdStatus status : ContentIdStatus.values()) {
            if (status.wireName().equals(plain)) {
                return status;
            }
        }
        throw place.malformed("\"partial\" or \"final\"", plain);
    }

    static List<String> terms(List<String> terms, Place place) {
        for (String term : terms) {
            if (term.isEmpty() || term.indexOf(' ') >= 0) {
                throw place.illegal("terms with one space between them, and none in them", String.join(" ", terms));
            }
            Texts.whole(term, place);
        }
        if (terms.isEmpty()) {
            throw place.illegal("a term such as \"okay\"", terms);
        }
        return List.copyOf(terms);
    }

    static List<String> splitTerms(@Nullable Object plain, Place place) throws MalformedMessageException {
        return Arrays.asList(Members.text(plain, place).split(" ", -1));
    }

    static List<TimelineOption> options(@Nullable Object plain, Place place) throws MalformedMessageException {
        List<TimelineOption> options = new ArrayList<>();
        for (Object element : Members.array(plain, place)) {
            options.add(TimelineOption.fromPlain(element, place.element(options.size())));
        }
        return options;
    }

    static Object plainOptions(List<TimelineOption> options) {
        return options.stream().map(TimelineOption::toPlain).toList();
    }
}
