/** Serves the browser library, which is in {@code library} among the resources. */
@NullMarked
package dev.patchbay.browser.internal;

import org.jspecify.annotations.NullMarked;
