package dev.patchbay.dispatch.internal;

/** Runs a task. */
record TaskStarter(String registered) implements Starter<TaskTarget> {

    @Override
    public Binding binding(TaskTarget target) {
        return target.binding().get();
    }

    @Override
    public long timeLimitInMs(TaskTarget target) {
        return target.timeLimitInMs();
    }

    @Override
    public Runs runs(TaskTarget target) {
        return target.runs();
    }

    @Override
    public String missing() {
        return "There is no task '" + registered + "' here; list those that are, or ask 'why'";
    }
}
