/** Sessions in a database. */
@NullMarked
package dev.patchbay.session.jdbc.internal;

import org.jspecify.annotations.NullMarked;
