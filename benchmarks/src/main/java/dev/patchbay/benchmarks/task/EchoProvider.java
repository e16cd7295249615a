package dev.patchbay.benchmarks.task;

import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RpcMethod;
import org.osgi.service.component.annotations.Component;

/** Answers with what it was sent. */
@ProviderName("bench.provider")
@Component
public final class EchoProvider implements Provider {

    /**
     * What comes back.
     *
     * @param text the argument
     */
    public record Echo(String text) {}

    /** An echo. */
    @RpcMethod
    public Echo echo(String text) {
        return new Echo(text);
    }
}
