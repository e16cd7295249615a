package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.dvbcss.ControlTimestamp;
import dev.patchbay.dvbcss.spi.TimelineSink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The timeline sources that are in use, in the order in which they are asked. For the timeline thread. */
final class Sources {

    /** Another list after each change, so that a source may leave while all are being asked. */
    private List<Source> ranked = List.of();

    void add(Source source, TimelineSink sink, Collection<String> selectors) {
        if (!source.isRetired()) {
            List<Source> more = new ArrayList<>(ranked);
            more.add(source);
            use(more);
            source.attach(sink, selectors);
        }
    }

    void remove(Source source, TimelineSink sink, Collection<String> selectors) {
        List<Source> fewer = new ArrayList<>(ranked);
        fewer.remove(source);
        use(fewer);
        source.detach(sink, selectors);
    }

    void removeAll(TimelineSink sink, Collection<String> selectors) {
        for (Source source : ranked) {
            remove(source, sink, selectors);
        }
    }

    /** Their rankings have changed. */
    void rankAgain() {
        use(new ArrayList<>(ranked));
    }

    private void use(List<Source> sources) {
        sources.sort(Source.FIRST);
        ranked = List.copyOf(sources);
    }

    void needed(String selector) {
        ranked.forEach(source -> source.needed(selector));
    }

    void notNeeded(String selector) {
        ranked.forEach(source -> source.notNeeded(selector));
    }

    /**
     * Where a timeline is: the first value that a source gives (TS-22).
     *
     * @param unavailable the answer when no source recognises it
     * @return null when it is to be waited for
     */
    @Nullable
    ControlTimestamp ask(String selector, ControlTimestamp unavailable) {
        boolean recognised = false;
        for (Source source : ranked) {
            Source.Answer answer = source.ask(selector);
            if (answer.timestamp() != null) {
                return answer.timestamp();
            }
            recognised |= answer.recognised();
        }
        return recognised ? null : unavailable;
    }
}
