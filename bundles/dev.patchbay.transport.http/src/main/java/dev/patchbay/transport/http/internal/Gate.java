package dev.patchbay.transport.http.internal;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets WebSocket clients in. Requests for paths where no endpoint is go on to the next handler, or end with 404 when
 * they came by a port that endpoints have for themselves. On a port of pages every endpoint
 * answers who asks for a WebSocket, and leaves other requests for its path to the pages.
 *
 * <p>In this order: disabled 403, full 503, not an upgrade 426, malformed 400, wrong origin 403, upgrade.
 */
final class Gate extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final Mounts mounts;
    private final Sites sites;
    private final Upgrade upgrade;

    Gate(Mounts mounts, Sites sites, Upgrade upgrade) {
        this.mounts = mounts;
        this.sites = sites;
        this.upgrade = upgrade;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        boolean hasPages = sites.pathAt(PortConnector.ownPort(request)) != null;
        int ownPort = hasPages ? PortConnector.NODE : PortConnector.ownPort(request);
        UpgradeRequest wish = new UpgradeRequest(request, ownPort);
        String path = Request.getPathInContext(request);
        Mount mount = mounts.at(ownPort, path);
        if (mount != null && (wish.asksForWebSocket() || !hasPages)) {
            admit(mount, wish, request, response, callback);
            return true;
        }
        if (ownPort != PortConnector.NODE) {
            Refusal.notFound("Expected an endpoint of this port, got " + path + ". Use the node's own port for it")
                    .answer(response, callback);
            return true;
        }
        return false;
    }

    private void admit(Mount mount, UpgradeRequest wish, Request request, Response response, Callback callback) {
        Refusal refusal = refusal(mount, wish);
        if (refusal == null) {
            upgrade.start(mount, wish, request, response, callback);
        } else {
            LOG.debug("{} refused: {}", Request.getRemoteAddr(request), refusal.sentence());
            refusal.answer(response, callback);
        }
    }

    /** Why it is not let in; null when a slot has been reserved for it. */
    private static @Nullable Refusal refusal(Mount mount, UpgradeRequest wish) {
        String path = mount.settings().path();
        if (!mount.letsIn()) {
            return Refusal.forbidden("The endpoint " + path + " is disabled. Enable it, or try again later");
        }
        if (!mount.reserve()) {
            return Refusal.unavailable("The endpoint " + path + " takes "
                    + mount.settings().maxConnections() + " connections and has that many. Try again later");
        }
        Refusal refusal = fault(mount, wish);
        if (refusal != null) {
            mount.release();
        }
        return refusal;
    }

    private static @Nullable Refusal fault(Mount mount, UpgradeRequest wish) {
        Refusal fault = wish.fault();
        if (fault != null || wish.isFromAllowedOrigin(mount.settings())) {
            return fault;
        }
        return Refusal.forbidden(
                "Expected an Origin that the endpoint " + mount.settings().path() + " allows "
                        + mount.settings().origins() + ", got " + wish.origin() + ". Add it to the endpoint's origins");
    }
}
