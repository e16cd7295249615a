package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Request;
import dev.patchbay.rpc.spi.RefusalListener;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose method it is.
 *
 * @param type the provider's class
 * @param instance gives the provider; throws {@link IllegalStateException} when it cannot be made
 */
record Owner(Class<?> type, Supplier<Object> instance) {

    private static final Logger LOG = LoggerFactory.getLogger(Owner.class);

    /** Tells the provider of a call it does not get to see, if it wants to know. */
    void refused(Request request, Failure failure) {
        if (!RefusalListener.class.isAssignableFrom(type)) {
            return;
        }
        try {
            ((RefusalListener) instance.get()).onRefused(request, failure);
        } catch (RuntimeException | LinkageError e) { // the caller is to hear of the refusal and not of this
            LOG.warn("The provider of '{}' could not be told that a call was refused", request.name(), e);
        }
    }
}
