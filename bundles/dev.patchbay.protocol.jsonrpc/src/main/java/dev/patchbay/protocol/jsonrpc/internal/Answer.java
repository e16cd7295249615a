package dev.patchbay.protocol.jsonrpc.internal;

import dev.patchbay.dispatch.RunningCall;
import org.jspecify.annotations.Nullable;

/** Takes the one outcome of a request. Thread-safe. */
interface Answer {

    /** Says by what the request can be ended before its outcome is there. */
    void startedAs(RunningCall call);

    void result(@Nullable Object result);

    void error(RpcError error);
}
