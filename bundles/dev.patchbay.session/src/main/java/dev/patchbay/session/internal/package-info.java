/** Tokens: the administrator's, short-lived ones, and those other authenticators know. */
@NullMarked
package dev.patchbay.session.internal;

import org.jspecify.annotations.NullMarked;
