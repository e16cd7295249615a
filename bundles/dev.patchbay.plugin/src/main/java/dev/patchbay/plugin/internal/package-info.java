/** Plugins: tracked, initialised in dependency order, cleaned up in reverse, and everything they register in between. */
@NullMarked
package dev.patchbay.plugin.internal;

import org.jspecify.annotations.NullMarked;
