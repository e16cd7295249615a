/** The front door: WebSocket endpoints by path, and behind them the HTTP Whiteboard's server. */
@NullMarked
package dev.patchbay.transport.http.internal;

import org.jspecify.annotations.NullMarked;
