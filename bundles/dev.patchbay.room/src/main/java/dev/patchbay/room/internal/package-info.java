/** The rooms of this node, what is said in them across the cluster, and who is in them on every node. */
@Header(name = "Patchbay-Original-Settings", value = "MY_ROOM_HANDLER=room/handler")
@NullMarked
package dev.patchbay.room.internal;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Header;
