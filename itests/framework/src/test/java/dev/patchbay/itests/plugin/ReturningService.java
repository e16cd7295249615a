package dev.patchbay.itests.plugin;

import dev.patchbay.service.spi.HostedService;

/** Has nothing to do. */
public final class ReturningService implements HostedService {

    @Override
    public void main() {
        // returns at once
    }

    @Override
    public void disable() {
        // it has ended long since
    }
}
