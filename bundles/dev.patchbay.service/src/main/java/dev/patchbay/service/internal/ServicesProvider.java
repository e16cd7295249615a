package dev.patchbay.service.internal;

import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.Queryable;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Description;
import dev.patchbay.service.HostedServices;
import dev.patchbay.service.ServiceStatus;
import dev.patchbay.session.RequiresRole;
import dev.patchbay.session.User;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The hosted services, callable. */
@ProviderName("service")
@Component
public final class ServicesProvider implements Provider {

    /** The code of the answer to a name that no service has. */
    static final int UNKNOWN_SERVICE = 404;

    /** The code of the answer when a service is there and cannot be enabled. */
    static final int NOT_ENABLED = 409;

    private final HostedServices services;

    @Activate
    public ServicesProvider(@Reference HostedServices services) {
        this.services = services;
    }

    /** In the order of enabling. */
    @RpcMethod
    @Queryable(id = "name")
    @Description("The hosted services with state, number of runs, uptime and last failure, in the order of enabling.")
    public List<ServiceStatus> list() {
        return services.list();
    }

    /** False when it is enabled already, was left behind, or the node stops. */
    @RpcMethod
    @RequiresRole(User.ADMIN)
    @Description("Enables a service, by name or original id; false when it is enabled already or cannot be.")
    public boolean enable(String name) throws CallException {
        status(name);
        return services.enable(name);
    }

    /** Waits for its end, in bounded time. */
    @RpcMethod
    @RequiresRole(User.ADMIN)
    @Description("Disables a service, by name or original id, and waits for its end; false when it is not enabled.")
    public boolean disable(String name) throws CallException {
        status(name);
        return services.disable(name);
    }

    /** Revives it if need be. */
    @RpcMethod
    @RequiresRole(User.ADMIN)
    @Description("Revives a service, by name or original id, if it is not enabled, and tells its status.")
    public ServiceStatus get(String name) throws CallException {
        status(name);
        if (services.get(name).isEmpty()) {
            throw new CallException(
                    NOT_ENABLED,
                    "Service '" + name + "' cannot be enabled: the node stops, or a former run of it has not ended");
        }
        return status(name);
    }

    private ServiceStatus status(String name) throws CallException {
        return StatusTable.find(services.list(), name)
                .orElseThrow(() -> new CallException(
                        UNKNOWN_SERVICE, "There is no service '" + name + "'; service.list tells those that are"));
    }
}
