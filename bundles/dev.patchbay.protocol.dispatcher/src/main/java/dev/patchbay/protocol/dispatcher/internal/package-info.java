/** The dispatcher's protocol and its built-in services: messages become calls, answers and events become messages. */
@NullMarked
package dev.patchbay.protocol.dispatcher.internal;

import org.jspecify.annotations.NullMarked;
