/** Hosted services: the engine that runs them, the whiteboard they come by, and the ways to watch them. */
@NullMarked
package dev.patchbay.service.internal;

import org.jspecify.annotations.NullMarked;
