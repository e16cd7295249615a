package org.example.embedding;

import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.RpcMethod;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An object of the program, of which some methods can be called by name from outside. Thread-safe. */
public final class Guestbook implements Provider {

    private final List<String> names = new CopyOnWriteArrayList<>();

    /** Returns how many have signed. */
    @RpcMethod
    public int sign(String name) {
        names.add(name);
        return names.size();
    }

    /** In the order of signing. */
    @RpcMethod
    public List<String> names() {
        return List.copyOf(names);
    }
}
