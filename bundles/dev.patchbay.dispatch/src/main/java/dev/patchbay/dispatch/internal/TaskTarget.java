package dev.patchbay.dispatch.internal;

import org.osgi.framework.ServiceReference;

/**
 * A task that can be run.
 *
 * @param timeLimitInMs the longest a run may take; 0 for no limit of the task's own
 * @param runs the runs on it, to interrupt those that outstay their welcome
 */
record TaskTarget(ServiceReference<?> reference, long timeLimitInMs, Lazy<TaskBinding> binding, Runs.OnTarget runs) {}
