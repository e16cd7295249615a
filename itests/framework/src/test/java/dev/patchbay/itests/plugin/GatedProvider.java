package dev.patchbay.itests.plugin;

import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.RpcMethod;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.FrameworkUtil;

/** Keeps its caller waiting until a file is there. */
public final class GatedProvider implements Provider {

    @RpcMethod
    public String waitFor(String file, String started) throws Exception {
        Files.createFile(Path.of(started));
        while (!Files.exists(Path.of(file))) {
            Thread.onSpinWait();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return FrameworkUtil.getBundle(getClass()).getVersion().toString();
    }
}
