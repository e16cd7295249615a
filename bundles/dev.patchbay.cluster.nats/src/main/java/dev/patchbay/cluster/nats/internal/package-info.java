/** Cluster events over NATS: two subjects, one for events and one for who is there. */
@NullMarked
package dev.patchbay.cluster.nats.internal;

import org.jspecify.annotations.NullMarked;
