package dev.patchbay.journal.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of section {@code journal}. */
@ObjectClassDefinition(name = "Journal", description = "Which jobs and sessions are kept when they have ended.")
public @interface JournalSettings {

    /** How many jobs are kept. */
    @AttributeDefinition(
            name = "Kept jobs",
            description = "How many jobs are kept; older ones are removed when they have ended.",
            min = "0")
    int keepJobs() default 1_000_000;

    /** How long they are kept. */
    @AttributeDefinition(
            name = "Kept for",
            description = "How long jobs and sessions are kept after their end, in days; 0 is for ever.",
            min = "0")
    int keepForDays() default 365;
}
