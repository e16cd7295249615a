package dev.patchbay.room.internal;

import dev.patchbay.naming.OriginalId;
import dev.patchbay.room.RoomHandler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The room handlers that are there, and which of them is used. Not thread-safe. */
final class HandlerChoice {

    private static final Logger LOG = LoggerFactory.getLogger(HandlerChoice.class);

    private record Offer(RoomHandler handler, int ranking, long serviceId, String originalId) {

        static Offer of(RoomHandler handler, Map<String, ?> properties) {
            return new Offer(
                    handler,
                    properties.get(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0,
                    properties.get(Constants.SERVICE_ID) instanceof Long id ? id : Long.MAX_VALUE,
                    String.valueOf(properties.get(OriginalId.PROPERTY)));
        }
    }

    /** Best first, as the framework orders services. */
    private static final Comparator<Offer> ORDER =
            Comparator.comparingInt(Offer::ranking).reversed().thenComparingLong(Offer::serviceId);

    private final List<Offer> offers = new ArrayList<>();
    private String missing = "";

    void add(RoomHandler handler, Map<String, ?> properties) {
        offers.add(Offer.of(handler, properties));
        offers.sort(ORDER);
    }

    void remove(RoomHandler handler) {
        offers.removeIf(offer -> offer.handler() == handler);
    }

    /**
     * The best of those with that original id, or when there is none, which is logged once, or none is asked for, the
     * best of all.
     *
     * @param originalId empty for none
     */
    Optional<RoomHandler> best(String originalId) {
        Optional<Offer> named = offers.stream()
                .filter(offer -> offer.originalId().equals(originalId))
                .findFirst();
        tellWhetherMissing(named.isEmpty() && !offers.isEmpty() ? originalId : "");
        return named.or(() -> offers.stream().findFirst()).map(Offer::handler);
    }

    private void tellWhetherMissing(String originalId) {
        if (!originalId.equals(missing) && !originalId.isEmpty()) {
            LOG.warn(
                    "Setting room.handler names '{}', which is not here; '{}' is used instead until it comes",
                    originalId,
                    offers.get(0).originalId());
        } else if (!originalId.equals(missing)) {
            LOG.info("Setting room.handler is followed again");
        }
        missing = originalId;
    }
}
