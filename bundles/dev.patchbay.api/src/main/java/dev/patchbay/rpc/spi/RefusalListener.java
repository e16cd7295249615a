package dev.patchbay.rpc.spi;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Request;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told of calls that never reach a provider's methods, for one that keeps a record of what it is asked. A
 * {@link Provider} that implements it is told by itself; it is no service of its own.
 */
@ConsumerType
public interface RefusalListener {

    /**
     * A call of one of the provider's methods was refused: its input does not match the schema, or the caller may not call
     * it. Called on the call's own thread before the caller is answered; must not block. What it throws is logged, and the
     * caller is answered all the same.
     *
     * @param request with the full name; its parameters are what the caller sent, of any shape
     * @param failure what the caller is going to be told
     */
    void onRefused(Request request, Failure failure);
}
