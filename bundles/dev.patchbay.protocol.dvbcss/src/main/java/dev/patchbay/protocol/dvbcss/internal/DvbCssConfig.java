package dev.patchbay.protocol.dvbcss.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of section {@code dvbcss}: what its three servers have in common. */
@ObjectClassDefinition(
        name = "DVB CSS",
        description = "What the servers of DVB CSS have in common: the wall clock itself, and what is on. Without this"
                + " section there is none of them.")
public @interface DvbCssConfig {

    /** The section's. */
    String PID = "dev.patchbay.dvbcss";

    /** Where the wall clock begins. */
    @AttributeDefinition(
            name = "Raw origin",
            description =
                    "Whether the wall clock shows the monotonic clock of the system as it is, to compare it with"
                            + " other programs on this machine; otherwise it begins near one hour. Holds from the next start on.")
    boolean rawOrigin() default false;

    /** What is on at first. */
    @AttributeDefinition(
            name = "Initial state",
            description = "What is on when the node starts, an object as a CII message is: contentId, contentIdStatus,"
                    + " presentationStatus, wcUrl, tsUrl, teUrl, mrsUrl, timelines, private. protocolVersion is 1.1."
                    + " What is changed here while it runs is told to all clients.")
    String initial() default "";
}
