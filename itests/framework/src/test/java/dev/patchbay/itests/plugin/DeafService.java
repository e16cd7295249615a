package dev.patchbay.itests.plugin;

import dev.patchbay.service.spi.HostedService;
import java.nio.file.Files;
import java.nio.file.Path;

/** Ignores disable and every interruption until a file is there. */
public final class DeafService implements HostedService {

    @Override
    public void main() {
        Path end = Path.of(System.getProperty("patchbay.itest.home"), "deaf.end");
        while (!Files.exists(end)) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void disable() {
        // that is what it is about
    }
}
