package dev.patchbay.job.internal;

/**
 * What the operator says; see {@link JobComponent.Config}.
 *
 * @param abortInMs 0 for any time
 */
record Settings(int maxExecuting, long abortInMs, long progressIntervalInMs, long verifyTurnInMs) {}
