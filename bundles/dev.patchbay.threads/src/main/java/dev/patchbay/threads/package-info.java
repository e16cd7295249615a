/** How bundles make threads; copied into each bundle that uses it. */
@NullMarked
package dev.patchbay.threads;

import org.jspecify.annotations.NullMarked;
