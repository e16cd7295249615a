/** zephserver's WebSocket protocol: text becomes hellos and task runs; results and notices become text. */
@NullMarked
package dev.patchbay.protocol.zephserver.internal;

import org.jspecify.annotations.NullMarked;
