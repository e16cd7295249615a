/** JSON-RPC 2.0: text becomes calls, runs and subscriptions; answers and events become text. */
@NullMarked
package dev.patchbay.protocol.jsonrpc.internal;

import org.jspecify.annotations.NullMarked;
