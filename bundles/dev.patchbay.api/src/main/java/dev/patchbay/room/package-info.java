/** Named groups of connections: who is in them, and messages to a room, to users, to all, to one. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.room;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
