/**
 * Follows a television: its wall clock, what it shows and where its timelines are. Begin with {@link
 * dev.patchbay.dvbcss.client.RemoteTelevision}, or take the three clients alone.
 */
@NullMarked
package dev.patchbay.dvbcss.client;

import org.jspecify.annotations.NullMarked;
