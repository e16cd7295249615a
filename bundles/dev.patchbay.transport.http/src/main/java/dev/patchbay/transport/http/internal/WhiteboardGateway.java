package dev.patchbay.transport.http.internal;

import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Hands requests to the server of the HTTP Whiteboard. */
final class WhiteboardGateway extends Handler.Abstract {

    private final Supplier<? extends Request.@Nullable Handler> whiteboard;

    /** @param whiteboard gives null while it is not running */
    WhiteboardGateway(Supplier<? extends Request.@Nullable Handler> whiteboard) {
        this.whiteboard = whiteboard;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Request.Handler target = whiteboard.get();
        if (target == null) {
            Refusal.unavailable("Nothing serves " + Request.getPathInContext(request)
                            + ": the HTTP Whiteboard is not running. Try again later")
                    .answer(response, callback);
            return true;
        }
        return target.handle(request, response, callback);
    }
}
