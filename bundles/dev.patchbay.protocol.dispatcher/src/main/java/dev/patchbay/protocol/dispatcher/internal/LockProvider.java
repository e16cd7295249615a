package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.rpc.CallContext;
import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Description;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/** Built-in service {@code lock}: named mutexes; those of a client are released when its connection ends. */
@Description("Named mutexes; those of a client are released when its connection ends.")
@ProviderName("dispatcher.lock")
@Component(
        service = Provider.class,
        configurationPid = DispatcherEndpoint.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class LockProvider implements Provider {

    private final Clients clients;
    private final Locks locks = new Locks();

    /** Whose locks are released when they leave. */
    private final Set<Client> holders = ConcurrentHashMap.newKeySet();

    @Activate
    public LockProvider(@Reference Clients clients) {
        this.clients = clients;
    }

    /** Settings do not concern it, and whoever uses it is not disturbed. */
    @Modified
    void modified() {}

    @RpcMethod
    @Description("Makes a lock, unless there is one of that name.")
    public void init(String name, CallContext context) throws CallException {
        clients.caller(context);
        locks.init(name);
    }

    @RpcMethod
    @Description("Waits until the lock is this client's; the longest to wait is in seconds. Says whether it is.")
    public boolean acquire(String name, @Nullable Double timeout, CallContext context)
            throws CallException, InterruptedException {
        Client client = clients.caller(context);
        if (!locks.acquire(name, client, timeout == null ? -1 : (long) (timeout * 1_000))) {
            return false;
        }
        boolean isConnected = !holders.add(client) || client.atEnd(() -> forget(client));
        if (!isConnected) {
            forget(client);
        }
        return isConnected;
    }

    private void forget(Client client) {
        holders.remove(client);
        locks.releaseAll(client);
    }

    @RpcMethod
    @Description("Releases a lock, whoever holds it.")
    public void release(String name, CallContext context) throws CallException {
        clients.caller(context);
        if (!locks.release(name)) {
            throw new CallException(RpcError.INVALID, "Lock " + name + " is not held by anybody");
        }
    }

    @RpcMethod("is_locked")
    @Description("Whether somebody holds a lock.")
    public boolean isLocked(String name, CallContext context) throws CallException {
        clients.checkLoggedIn(context);
        return locks.isLocked(name);
    }

    @RpcMethod("get_locks")
    @Description("The names of all locks.")
    public List<String> locks(CallContext context) throws CallException {
        clients.checkLoggedIn(context);
        return locks.names();
    }
}
