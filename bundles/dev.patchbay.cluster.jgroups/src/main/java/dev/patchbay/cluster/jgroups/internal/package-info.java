/** Cluster events over JGroups. */
@NullMarked
package dev.patchbay.cluster.jgroups.internal;

import org.jspecify.annotations.NullMarked;
