/** The event bus: one ordered queue, subscribers by mask, the replay buffer, event sources, Event Admin. */
@NullMarked
package dev.patchbay.event.internal;

import org.jspecify.annotations.NullMarked;
