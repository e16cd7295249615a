package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.rpc.CallContext;
import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Description;
import dev.patchbay.schema.Private;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/** Built-in service {@code event}: what the calling connection hears. */
@Description("What the calling connection hears.")
@ProviderName("dispatcher.event")
@Component(
        service = Provider.class,
        configurationPid = DispatcherEndpoint.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class EventProvider implements Provider {

    private final Clients clients;

    @Activate
    public EventProvider(@Reference Clients clients) {
        this.clients = clients;
    }

    /** Settings do not concern it, and whoever uses it is not disturbed. */
    @Modified
    void modified() {}

    @RpcMethod("get_my_subscriptions")
    @Description("The masks of this connection.")
    public List<String> mySubscriptions(CallContext context) throws CallException {
        return clients.caller(context).events().masks().stream().sorted().toList();
    }

    @Private
    @RpcMethod
    @Description("Holds back all events for this connection.")
    public void suspend(CallContext context) throws CallException {
        clients.caller(context).events().suspend();
    }

    @Private
    @RpcMethod
    @Description("Delivers what was held back, and from now on what comes.")
    public void resume(CallContext context) throws CallException {
        clients.caller(context).events().resume();
    }
}
