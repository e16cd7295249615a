package dev.patchbay.protocol.jsonrpc.internal;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.event.EventBus;
import dev.patchbay.room.Rooms;
import dev.patchbay.session.Sessions;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a connection needs of the host.
 *
 * @param rooms gives null while there are none
 * @param workers threads for what may block or take long: signing in, describing everything, large messages
 * @param nanoTime a clock that only goes forward, in ns
 */
record Services(
        Dispatcher dispatcher,
        EventBus events,
        Sessions sessions,
        Supplier<@Nullable Rooms> rooms,
        RoomForms forms,
        OpenRpc openRpc,
        Executor workers,
        LongSupplier nanoTime) {}
