package dev.patchbay.datastore.internal;

import java.lang.annotation.Annotation;

/** A configuration of section {@code datastore} with its defaults, and what a test sets. */
@SuppressWarnings({"BadAnnotationImplementation", "ImmutableAnnotationChecker"}) // as the component runtime makes them
final class Settings implements DatastoreSettings {

    String driver = "h2";
    String dsn = "";
    String user = "";
    String password = "";
    int maxConnections = 4;
    int connectTimeoutInMs = 5_000;
    int answerTimeoutInMs = 30_000;
    int compactAboveInMb = 512;

    static Settings of(String driver, String dsn) {
        Settings settings = new Settings();
        settings.driver = driver;
        settings.dsn = dsn;
        return settings;
    }

    @Override
    public String driver() {
        return driver;
    }

    @Override
    public String dsn() {
        return dsn;
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public String password() {
        return password;
    }

    @Override
    public int maxConnections() {
        return maxConnections;
    }

    @Override
    public int connectTimeoutInMs() {
        return connectTimeoutInMs;
    }

    @Override
    public int answerTimeoutInMs() {
        return answerTimeoutInMs;
    }

    @Override
    public int compactAboveInMb() {
        return compactAboveInMb;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return DatastoreSettings.class;
    }
}
