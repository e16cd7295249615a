/** The node's database. */
@NullMarked
package dev.patchbay.datastore.internal;

import org.jspecify.annotations.NullMarked;
