package dev.patchbay.transport.http.internal;

import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Hands requests to the server of the HTTP Whiteboard; those by a port of pages to the context that has the port. */
final class WhiteboardGateway extends Handler.Abstract {

    private final Supplier<? extends Request.@Nullable Handler> whiteboard;

    private final Sites sites;

    /** @param whiteboard gives null while it is not running */
    WhiteboardGateway(Supplier<? extends Request.@Nullable Handler> whiteboard, Sites sites) {
        this.whiteboard = whiteboard;
        this.sites = sites;
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
        String root = sites.pathAt(PortConnector.ownPort(request));
        return target.handle(root == null ? request : new Below(root, request), response, callback);
    }

    /** A request for something below a path. */
    private static final class Below extends Request.Wrapper {

        private final HttpURI uri;

        Below(String root, Request request) {
            super(request);
            this.uri = HttpURI.build(request.getHttpURI())
                    .path(root + request.getHttpURI().getPath())
                    .asImmutable();
        }

        @Override
        public HttpURI getHttpURI() {
            return uri;
        }
    }
}
