package dev.patchbay.transport.http.internal;

import java.lang.annotation.Annotation;

/** The defaults, except for what matters to a test. */
record FakeConfig(String host, String tlsCertificatePath, String tlsKeyPath) implements FrontDoor.Config {

    @Override
    public int port() {
        return 0;
    }

    @Override
    public int acceptQueueSize() {
        return 50;
    }

    @Override
    public int maxConnections() {
        return 0;
    }

    @Override
    public boolean allowPublicWithoutAuthentication() {
        return false;
    }

    @Override
    public long idleTimeoutInMs() {
        return 30_000;
    }

    @Override
    public long writeTimeoutInMs() {
        return 30_000;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return FrontDoor.Config.class;
    }
}
