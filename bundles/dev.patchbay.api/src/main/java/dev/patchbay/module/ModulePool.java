package dev.patchbay.module;

import org.osgi.annotation.versioning.ProviderType;

/** Modules without an order, all of which play. Source: shmooze, §7. */
@ProviderType
public interface ModulePool extends Modules {}
