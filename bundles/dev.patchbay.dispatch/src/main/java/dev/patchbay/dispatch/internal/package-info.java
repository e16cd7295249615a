/** The dispatcher: registry with hand-over, bindings of tasks and provider methods, runs and their threads. */
@NullMarked
package dev.patchbay.dispatch.internal;

import org.jspecify.annotations.NullMarked;
