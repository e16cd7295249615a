package dev.patchbay.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a listener has come: the number of the last event it saw and the life of the node that number belongs to.
 * Thread-safe.
 */
final class Place {

    private @Nullable String epoch;
    private long seq;

    /** What to subscribe with, so that nothing seen is heard again and nothing since is missed. */
    synchronized Map<String, Object> subscription(List<String> masks) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("masks", masks);
        if (epoch != null) {
            params.put("since", seq);
            params.put("epoch", epoch);
        }
        return params;
    }

    /**
     * The node has answered a subscription.
     *
     * @return whether everything since the last event seen is still to be had
     */
    synchronized boolean subscribed(Map<?, ?> answer) {
        if (epoch == null && answer.get("seq") instanceof Long newest) {
            seq = Math.max(seq, newest);
        } else if (epoch != null && !epoch.equals(answer.get("epoch"))) {
            seq = 0; // numbers start anew with each life
        }
        if (answer.get("epoch") instanceof String life) {
            epoch = life;
        }
        return !Boolean.FALSE.equals(answer.get("complete"));
    }

    /** An event has been seen. */
    synchronized void passed(long number) {
        seq = number;
    }
}
