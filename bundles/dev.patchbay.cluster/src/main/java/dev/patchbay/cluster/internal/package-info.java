/** Events between nodes, and the bridge to the event bus. */
@NullMarked
package dev.patchbay.cluster.internal;

import org.jspecify.annotations.NullMarked;
