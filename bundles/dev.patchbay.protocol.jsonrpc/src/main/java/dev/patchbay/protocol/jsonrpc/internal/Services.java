package dev.patchbay.protocol.jsonrpc.internal;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.event.EventBus;
import dev.patchbay.session.Sessions;
import java.util.concurrent.Executor;

/**
 * What a connection needs of the host.
 *
 * @param workers threads for what may block or take long: signing in, describing everything, large messages
 */
record Services(Dispatcher dispatcher, EventBus events, Sessions sessions, OpenRpc openRpc, Executor workers) {}
