package dev.patchbay.protocol.jsonrpc.internal;

import org.jspecify.annotations.Nullable;

/** Takes the one outcome of a request. Thread-safe. */
interface Answer {

    void result(@Nullable Object result);

    void error(RpcError error);
}
