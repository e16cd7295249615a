package dev.patchbay.journal.internal;

import java.lang.annotation.Annotation;

/** A configuration of section {@code journal} with its defaults, and what a test sets. */
@SuppressWarnings({"BadAnnotationImplementation", "ImmutableAnnotationChecker"}) // as the component runtime makes them
final class Settings implements JournalSettings {

    int keepJobs = 1_000_000;
    int keepForDays = 365;

    @Override
    public int keepJobs() {
        return keepJobs;
    }

    @Override
    public int keepForDays() {
        return keepForDays;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return JournalSettings.class;
    }
}
