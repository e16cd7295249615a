package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.rpc.CallContext;
import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Description;
import dev.patchbay.schema.Private;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/** Built-in service {@code debug}: what the node's threads are doing. */
@Private
@Description("What the node's threads are doing.")
@ProviderName("dispatcher.debug")
@Component(
        service = Provider.class,
        configurationPid = DispatcherEndpoint.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class DebugProvider implements Provider {

    private final Clients clients;

    @Activate
    public DebugProvider(@Reference Clients clients) {
        this.clients = clients;
    }

    /** Settings do not concern it, and whoever uses it is not disturbed. */
    @Modified
    void modified() {}

    @RpcMethod("dump_stacks")
    @Description("The stack of each thread.")
    public List<String> dumpStacks(CallContext context) throws CallException {
        clients.checkLoggedIn(context);
        return Thread.getAllStackTraces().entrySet().stream()
                .map(DebugProvider::text)
                .sorted()
                .toList();
    }

    private static String text(Map.Entry<Thread, StackTraceElement[]> entry) {
        Thread thread = entry.getKey();
        String header = thread.getName() + " (" + thread.getState() + ")";
        return Stream.concat(Stream.of(header), Stream.of(entry.getValue()).map(frame -> "    at " + frame))
                .collect(Collectors.joining("\n"));
    }
}
