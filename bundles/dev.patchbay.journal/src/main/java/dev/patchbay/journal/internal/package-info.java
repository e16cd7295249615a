/** Jobs and sessions in the node's database. */
@NullMarked
package dev.patchbay.journal.internal;

import org.jspecify.annotations.NullMarked;
