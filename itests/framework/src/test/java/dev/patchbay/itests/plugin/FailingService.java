package dev.patchbay.itests.plugin;

import dev.patchbay.service.spi.HostedService;

/** Fails as soon as it runs. */
public final class FailingService implements HostedService {

    @Override
    public void main() {
        throw new IllegalStateException("broken");
    }

    @Override
    public void disable() {
        // it has ended long since
    }
}
