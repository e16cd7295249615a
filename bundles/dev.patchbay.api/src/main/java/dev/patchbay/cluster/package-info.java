/** Events raised on this node and heard on every other node of the cluster. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.cluster;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
