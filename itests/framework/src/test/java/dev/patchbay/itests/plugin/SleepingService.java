package dev.patchbay.itests.plugin;

import dev.patchbay.service.spi.HostedService;
import java.util.concurrent.CountDownLatch;

/** Never returns by itself, whoever disables it; only an interruption ends it. */
public final class SleepingService implements HostedService {

    @Override
    public void main() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Override
    public void disable() {
        // that is what it is about
    }
}
