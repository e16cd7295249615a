package dev.patchbay.host.internal;

import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.condition.Condition;

/**
 * The fact that the node has started and its start report was printed, as an OSGi condition: what shall begin after
 * that refers to it with the target {@code (osgi.condition.id=patchbay.started)}; optionally, or the report names the one who
 * waits for it among what does not work.
 */
final class StartedCondition {

    static final String ID = "patchbay.started";

    private static final String FILTER = "(" + Condition.CONDITION_ID + "=" + ID + ")";

    private StartedCondition() {}

    /** It holds from now on, until the host's bundle stops; harmless when repeated. */
    static void hold(BundleContext context) {
        if (!holds(context)) {
            context.registerService(
                    Condition.class,
                    Condition.INSTANCE,
                    FrameworkUtil.asDictionary(Map.of(Condition.CONDITION_ID, ID)));
        }
    }

    private static boolean holds(BundleContext context) {
        try {
            return !context.getServiceReferences(Condition.class, FILTER).isEmpty();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("A constant filter is wrong: " + FILTER, e);
        }
    }
}
