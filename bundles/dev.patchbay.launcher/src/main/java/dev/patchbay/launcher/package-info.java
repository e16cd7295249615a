/** Starts a node: before the framework and around it. {@link dev.patchbay.launcher.PatchbayNode} embeds one. */
@NullMarked
package dev.patchbay.launcher;

import org.jspecify.annotations.NullMarked;
