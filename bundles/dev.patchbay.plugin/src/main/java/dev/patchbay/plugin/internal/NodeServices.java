package dev.patchbay.plugin.internal;

import dev.patchbay.event.EventBus;

/** What the node has that plugins are given by their dispatchers. */
record NodeServices(NodeCalls calls, JobServices jobs, EventBus events, Hooks hooks) {}
