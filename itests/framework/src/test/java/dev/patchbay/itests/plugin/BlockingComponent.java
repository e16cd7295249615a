package dev.patchbay.itests.plugin;

import java.util.concurrent.CountDownLatch;

/** Its activation never ends, unless it is interrupted. */
public final class BlockingComponent implements Runnable {

    public BlockingComponent() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Override
    public void run() {
        throw new IllegalStateException("nobody can have me");
    }
}
