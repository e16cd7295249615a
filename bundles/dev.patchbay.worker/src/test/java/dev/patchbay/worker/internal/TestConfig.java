package dev.patchbay.worker.internal;

import java.lang.annotation.Annotation;

/** Section {@code worker} for tests: short times. */
@SuppressWarnings("BadAnnotationImplementation")
final class TestConfig implements WorkerComponent.Config {

    String modulesPath = "modules.json";
    String modules = "{}";
    String searchPath = "";
    String python = "python3";
    String java = "";
    int maxWaiting = 64;
    long lookInMs = 50;
    long idleInMs = 50;
    long loadInMs = 20_000;
    long stopInMs = 5_000;
    long termInMs = 3_000;
    long firstPauseInMs = 100;
    long longestPauseInMs = 400;
    long steadyInMs = 10_000;
    int maxLineBytes = 4 << 20;
    String logLevel = "INFO";
    long maxFileBytes = 10 << 20;

    @Override
    public String modulesPath() {
        return modulesPath;
    }

    @Override
    public String modules() {
        return modules;
    }

    @Override
    public String searchPath() {
        return searchPath;
    }

    @Override
    public String python() {
        return python;
    }

    @Override
    public String java() {
        return java;
    }

    @Override
    public String[] javaOptions() {
        return new String[] {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"};
    }

    @Override
    public int maxWaiting() {
        return maxWaiting;
    }

    @Override
    public long lookInMs() {
        return lookInMs;
    }

    @Override
    public long idleInMs() {
        return idleInMs;
    }

    @Override
    public long loadInMs() {
        return loadInMs;
    }

    @Override
    public long stopInMs() {
        return stopInMs;
    }

    @Override
    public long termInMs() {
        return termInMs;
    }

    @Override
    public long firstPauseInMs() {
        return firstPauseInMs;
    }

    @Override
    public long longestPauseInMs() {
        return longestPauseInMs;
    }

    @Override
    public long steadyInMs() {
        return steadyInMs;
    }

    @Override
    public int maxLineBytes() {
        return maxLineBytes;
    }

    @Override
    public String logPath() {
        return "";
    }

    @Override
    public String logLevel() {
        return logLevel;
    }

    @Override
    public long maxFileBytes() {
        return maxFileBytes;
    }

    @Override
    public int maxFiles() {
        return 5;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return WorkerComponent.Config.class;
    }
}
