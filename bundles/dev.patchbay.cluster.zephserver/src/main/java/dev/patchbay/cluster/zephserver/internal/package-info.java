/** zephserver's own cluster wire: one connection for each message and receiver, JSON out, a marker back. */
@NullMarked
package dev.patchbay.cluster.zephserver.internal;

import org.jspecify.annotations.NullMarked;
