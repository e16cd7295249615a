package dev.patchbay.itests.plugin;

import dev.patchbay.service.spi.HostedService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/** Runs until it is disabled, and leaves a file where it ended. */
public final class LoopingService implements HostedService {

    private final Semaphore end = new Semaphore(0);

    @Override
    public void main() throws Exception {
        end.acquire();
        Files.write(Path.of(System.getProperty("patchbay.itest.home"), "looping.ended"), new byte[0]);
    }

    @Override
    public void disable() {
        end.release();
    }
}
