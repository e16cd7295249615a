/** What tests of several bundles need; never shipped. */
@NullMarked
package dev.patchbay.testing;

import org.jspecify.annotations.NullMarked;
