package dev.patchbay.rpc.spi;

import dev.patchbay.dispatch.Catalog.MethodDescription;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.RunningCall;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A namespace whose methods are answered elsewhere: by a connected client, by a process of another language.
 *
 * <p>Publish it with {@link ProviderName}, and roles with {@link dev.patchbay.session.RequiresRole} if need be. Everything
 * that holds for a {@link Provider} holds for it (hand-over, drain, time limits, exactly one answer), but that the names of
 * its methods and their parameters are its own concern. Thread-safe.
 */
@ConsumerType
public interface RemoteProvider {

    /** The methods it is known to have now; must not block. */
    List<MethodDescription> methods();

    /**
     * Begins a call. Called on the call's own thread; may answer at once or later, on any thread.
     *
     * @param request with the full name; parameters not validated
     * @param reply to be answered exactly once; with {@link dev.patchbay.dispatch.Failure.Kind#UNKNOWN_NAME} when it has no
     *     such method
     * @return how to end it
     */
    RunningCall call(Request request, Reply reply);
}
