package dev.patchbay.job.internal;

import dev.patchbay.job.JobDescription;
import java.util.List;

/**
 * What a task says about its input before it runs.
 *
 * @param resources what it wants to lock, each once
 */
record Verified(List<String> resources, JobDescription description, boolean isAbortable) {}
