package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.dispatch.Catalog.MethodDescription;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.rpc.spi.RemoteProvider;
import java.util.ArrayList;
import java.util.List;

/** A service that a client offers (spec §8). Calls wait until it is resumed, but for those that describe it. */
final class ClientService implements RemoteProvider {

    private final Client client;
    private final String name;
    private final long number;

    /** Guarded by this, as below. */
    private List<ForwardedCall> waiting = new ArrayList<>();

    private boolean isResumed;

    /** @param number larger than that of every service before */
    ClientService(Client client, String name, long number) {
        this.client = client;
        this.name = name;
        this.number = number;
    }

    String name() {
        return name;
    }

    long number() {
        return number;
    }

    /** None: the client knows them, and is asked when somebody asks. */
    @Override
    public List<MethodDescription> methods() {
        return List.of();
    }

    @Override
    public RunningCall call(Request request, Reply reply) {
        ForwardedCall call = client.forwarded().prepare(request, reply);
        if (!waits(request.name(), call)) {
            call.send();
        }
        return call;
    }

    private synchronized boolean waits(String method, ForwardedCall call) {
        return !isResumed && Discovery.answering(method) == null && waiting.add(call);
    }

    /** From now on calls go through, those that wait first. @return false when they did already */
    boolean resume() {
        List<ForwardedCall> held;
        synchronized (this) {
            if (isResumed) {
                return false;
            }
            isResumed = true;
            held = waiting;
            waiting = List.of();
        }
        held.forEach(ForwardedCall::send);
        return true;
    }
}
