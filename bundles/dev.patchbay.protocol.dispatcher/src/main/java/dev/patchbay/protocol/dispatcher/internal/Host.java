package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.event.EventBus;
import dev.patchbay.session.Sessions;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * What connections need of the node.
 *
 * @param workers threads for what may block or take long: logging in, large messages, producing streams
 * @param timer runs what is due, never what blocks
 */
record Host(
        Dispatcher dispatcher,
        EventBus events,
        Sessions sessions,
        SessionRecords records,
        PublishedServices published,
        Clients clients,
        Tokens tokens,
        ScheduledExecutorService timer,
        Executor workers,
        Supplier<Settings> settings) {}
