package dev.patchbay.benchmarks.server;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import java.util.concurrent.TimeUnit;

/**
 * A Vert.x event-bus bridge whose address {@value #ADDRESS} replies with what it was sent, at {@value #PATH}; one
 * event loop for each processor.
 *
 * <p>Argument: the port to listen on, at 127.0.0.1.
 */
public final class VertxBridge {

    /** Where it answers. */
    public static final String PATH = "/eventbus/websocket";

    /** The address that replies. */
    public static final String ADDRESS = "echo";

    private VertxBridge() {}

    /** Serves until the process is ended. */
    public static void main(String[] args) {
        int port = Integer.parseInt(args[0]);
        int loops = Runtime.getRuntime().availableProcessors();
        Vertx.vertx()
                .deployVerticle(() -> new Bridge(port), new DeploymentOptions().setInstances(loops))
                .onFailure(VertxBridge::giveUp);
    }

    private static void giveUp(Throwable cause) {
        System.err.println("The Vert.x bridge could not be started: " + cause);
        System.exit(1);
    }

    private static final class Bridge extends AbstractVerticle {

        /** The driver does not ping, and is not to be closed for it. */
        private static final long PING_TIMEOUT_IN_MS = TimeUnit.HOURS.toMillis(2);

        private final int port;

        Bridge(int port) {
            this.port = port;
        }

        @Override
        public void start(Promise<Void> started) {
            vertx.eventBus().consumer(ADDRESS, message -> message.reply(message.body()));
            Router router = Router.router(vertx);
            router.route("/eventbus/*").subRouter(SockJSHandler.create(vertx).bridge(permissions()));
            vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                    .requestHandler(router)
                    .listen()
                    .<Void>mapEmpty()
                    .onComplete(started);
        }

        private static SockJSBridgeOptions permissions() {
            return new SockJSBridgeOptions()
                    .setPingTimeout(PING_TIMEOUT_IN_MS)
                    .addInboundPermitted(new PermittedOptions().setAddress(ADDRESS));
        }
    }
}
