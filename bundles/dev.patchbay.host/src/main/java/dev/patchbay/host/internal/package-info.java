/** Life of the node inside the framework: what it is called, what it reports, how it is told to stop. */
@NullMarked
package dev.patchbay.host.internal;

import org.jspecify.annotations.NullMarked;
