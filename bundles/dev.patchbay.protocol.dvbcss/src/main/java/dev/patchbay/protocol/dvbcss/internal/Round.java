package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.dvbcss.ControlTimestamp;
import dev.patchbay.dvbcss.SetupData;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where all timelines are at one moment: each selector is asked for once, and only if something that is on has it. */
final class Round {

    private final Sources sources;
    private final @Nullable String contentId;
    private final Position unavailable;

    /** Empty for timelines that are to be waited for. */
    private final Map<String, Optional<Position>> positions = new HashMap<>();

    /**
     * Begins one.
     *
     * @param contentId what is on; null when nothing is
     * @param wallClockTime now
     */
    Round(Sources sources, @Nullable String contentId, long wallClockTime) {
        this.sources = sources;
        this.contentId = contentId;
        this.unavailable = new Position(ControlTimestamp.unavailable(wallClockTime));
    }

    /** Tells a client where its timeline is, if that is known and news to it (TS-17). */
    void tell(TsClient client, SetupData setup) {
        if (contentId != null && contentId.startsWith(setup.contentIdStem())) {
            positions.computeIfAbsent(setup.timelineSelector(), this::position).ifPresent(client::tell);
        } else {
            client.tell(unavailable);
        }
    }

    private Optional<Position> position(String selector) {
        ControlTimestamp timestamp = sources.ask(selector, unavailable.timestamp());
        if (timestamp == null) {
            return Optional.empty();
        }
        return Optional.of(timestamp.equals(unavailable.timestamp()) ? unavailable : new Position(timestamp));
    }
}
