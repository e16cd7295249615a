/** The commands of modules and of their clients, recorded in an SQLite file. */
@NullMarked
package dev.patchbay.commandlog.internal;

import org.jspecify.annotations.NullMarked;
