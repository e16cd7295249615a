/** Who a caller is: tokens, users and their passwords, sessions, and the order in which they are asked. */
@NullMarked
package dev.patchbay.session.internal;

import org.jspecify.annotations.NullMarked;
