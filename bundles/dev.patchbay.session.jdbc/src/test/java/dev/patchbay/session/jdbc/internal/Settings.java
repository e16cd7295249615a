package dev.patchbay.session.jdbc.internal;

/** A configuration of section {@code sessionStore} with its defaults, and what a test sets. */
@SuppressWarnings({"BadAnnotationImplementation", "ImmutableAnnotationChecker"}) // as the component runtime makes them
final class Settings implements JdbcSessionStore.Config {

    String url = "";
    String driver = "org.h2.Driver";
    String passwordPath = "";
    String query = SessionTable.QUERY;
    int maxConnections = 4;
    long timeoutInMs = 20_000;

    Settings url(String value) {
        url = value;
        return this;
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public String driver() {
        return driver;
    }

    @Override
    public String username() {
        return "sa";
    }

    @Override
    public String passwordPath() {
        return passwordPath;
    }

    @Override
    public String query() {
        return query;
    }

    @Override
    public int maxConnections() {
        return maxConnections;
    }

    @Override
    public long timeoutInMs() {
        return timeoutInMs;
    }

    @Override
    public Class<JdbcSessionStore.Config> annotationType() {
        return JdbcSessionStore.Config.class;
    }
}
