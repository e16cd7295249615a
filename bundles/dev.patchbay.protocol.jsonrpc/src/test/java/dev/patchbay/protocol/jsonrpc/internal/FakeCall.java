package dev.patchbay.protocol.jsonrpc.internal;

import dev.patchbay.dispatch.RunningCall;

/** @param cancelled what cancelling it does */
record FakeCall(Runnable cancelled) implements RunningCall {

    @Override
    public void cancel() {
        cancelled.run();
    }

    @Override
    public boolean awaitEnd(long timeoutInMs) {
        throw new UnsupportedOperationException();
    }
}
