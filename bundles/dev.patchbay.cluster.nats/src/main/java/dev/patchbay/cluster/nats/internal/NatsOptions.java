package dev.patchbay.cluster.nats.internal;

import io.nats.client.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Translates the settings for jnats. */
final class NatsOptions {

    private static final int MAX_PINGS_OUT = 3;

    private NatsOptions() {}

    /**
     * @throws IOException when a file cannot be read or used, with its name
     * @throws IllegalArgumentException when a server is no URL
     */
    static Options.Builder from(NatsTransport.Config config, String node) throws IOException {
        Duration jitter = Duration.ofMillis(config.reconnectJitterInMs());
        Options.Builder options = new Options.Builder()
                .servers(config.servers())
                .connectionName(node)
                .noEcho()
                .maxReconnects(-1)
                .reconnectWait(Duration.ofMillis(config.reconnectWaitInMs()))
                .reconnectJitter(jitter)
                .reconnectJitterTls(jitter)
                .reconnectBufferSize(config.reconnectBufferBytes())
                .connectionTimeout(Duration.ofMillis(config.connectTimeoutInMs()))
                .pingInterval(Duration.ofMillis(config.heartbeatInMs()))
                .maxPingsOut(MAX_PINGS_OUT);
        if (Tls.isWanted(config)) {
            options.sslContext(Tls.context(config));
        }
        return authenticated(options, config);
    }

    private static Options.Builder authenticated(Options.Builder options, NatsTransport.Config config)
            throws IOException {
        if (!config.credentialsPath().isBlank()) {
            return options.authHandler(Credentials.read(Path.of(config.credentialsPath())));
        }
        if (!config.tokenPath().isBlank()) {
            return options.token(Credentials.firstLine(config.tokenPath()));
        }
        if (!config.username().isBlank()) {
            return options.userInfo(config.username().toCharArray(), Credentials.firstLine(config.passwordPath()));
        }
        return options;
    }
}
