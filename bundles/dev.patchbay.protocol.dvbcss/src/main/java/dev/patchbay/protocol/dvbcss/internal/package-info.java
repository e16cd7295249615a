/** The servers of DVB CSS (ETSI TS 103 286-2): wall clock, content information, timelines. */
@NullMarked
package dev.patchbay.protocol.dvbcss.internal;

import org.jspecify.annotations.NullMarked;
