/** The worker engine: which modules are configured, the process or service of each, and whose turn it is. */
@NullMarked
package dev.patchbay.worker.internal;

import org.jspecify.annotations.NullMarked;
