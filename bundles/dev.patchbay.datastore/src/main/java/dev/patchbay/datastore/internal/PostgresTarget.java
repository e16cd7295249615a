package dev.patchbay.datastore.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.osgi.service.jdbc.DataSourceFactory;

/** A database of a PostgreSQL server. */
record PostgresTarget(String url, String user, String password, int connectTimeoutInMs, int answerTimeoutInMs)
        implements Target {

    private static final long LIFE_IN_MS = 30 * 60 * 1_000L;

    /** @throws IllegalArgumentException when the DSN is none */
    static PostgresTarget of(DatastoreSettings settings) {
        String dsn = settings.dsn();
        boolean isJdbc = dsn.startsWith("jdbc:postgresql:");
        URI uri = isJdbc ? URI.create("jdbc") : uri(dsn);
        String[] login =
                uri.getUserInfo() == null ? new String[0] : uri.getUserInfo().split(":", 2);
        return new PostgresTarget(
                isJdbc ? dsn : "jdbc:postgresql://" + place(uri),
                first(settings.user(), login.length > 0 ? login[0] : "", isJdbc ? "" : "patchbay"),
                first(settings.password(), login.length > 1 ? login[1] : "", ""),
                settings.connectTimeoutInMs(),
                settings.answerTimeoutInMs());
    }

    private static URI uri(String dsn) {
        URI uri;
        try {
            uri = new URI(dsn);
        } catch (URISyntaxException e) {
            // its own message would show the password
            throw notOne(" (" + e.getReason() + " at character " + (e.getIndex() + 1) + ")");
        }
        if (!List.of("postgresql", "postgres").contains(String.valueOf(uri.getScheme()))
                || uri.getHost() == null
                || uri.getPath().length() < 2) {
            throw notOne("");
        }
        return uri;
    }

    private static IllegalArgumentException notOne(String reason) {
        return new IllegalArgumentException("Expected datastore/dsn to be postgresql://user:password@host:port/database"
                + " or jdbc:postgresql:..., got something else" + reason);
    }

    private static String place(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return uri.getHost() + port + uri.getRawPath() + query;
    }

    private static String first(String... texts) {
        for (String text : texts) {
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    @Override
    public String driverClass() {
        return "org.postgresql.Driver";
    }

    @Override
    public Properties properties() {
        Properties properties = new Properties();
        properties.setProperty(DataSourceFactory.JDBC_URL, url);
        setUnlessEmpty(properties, DataSourceFactory.JDBC_USER, user);
        setUnlessEmpty(properties, DataSourceFactory.JDBC_PASSWORD, password);
        setUnlessInUrl(properties, "connectTimeout", seconds(connectTimeoutInMs));
        setUnlessInUrl(properties, "socketTimeout", seconds(answerTimeoutInMs));
        setUnlessInUrl(properties, "tcpKeepAlive", "true");
        setUnlessInUrl(properties, "ApplicationName", "patchbay");
        return properties;
    }

    private static void setUnlessEmpty(Properties properties, String name, String value) {
        if (!value.isEmpty()) {
            properties.setProperty(name, value);
        }
    }

    private void setUnlessInUrl(Properties properties, String name, String value) {
        if (!url.contains(name + "=")) {
            properties.setProperty(name, value);
        }
    }

    /** Rounded up: 0 would be for ever. */
    private static String seconds(int milliseconds) {
        return String.valueOf((milliseconds + 999) / 1_000);
    }

    @Override
    public String name() {
        return url.split("\\?", 2)[0];
    }

    @Override
    public long lifeInMs() {
        return LIFE_IN_MS;
    }

    @Override
    public void prepare() {}

    @Override
    public void shutDown(DataSource source) {}
}
