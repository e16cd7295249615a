/** What ports of lines and of UDP have in common: they are tried again until they can be had. */
@NullMarked
package dev.patchbay.transport.internal;

import org.jspecify.annotations.NullMarked;
