package dev.patchbay.cluster.jgroups.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jgroups.logging.CustomLogFactory;
import org.jgroups.logging.Log;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JGroups' log on SLF4J, under the names of its classes. What JGroups warns of it repeats for as long as it lasts, so
 * each kind of warning is written once a minute at most; the others go to debug.
 */
final class QuietLog implements Log {

    private static final long PAUSE_IN_NS = 60_000_000_000L;

    /** Bounds the memory: JGroups has some hundred formats, but may also pass a whole sentence as one. */
    private static final int MOST_KINDS = 1_000;

    private final Logger logger;

    /** When each kind of warning was last written. */
    private final Map<String, Long> written = new ConcurrentHashMap<>();

    QuietLog(Logger logger) {
        this.logger = logger;
    }

    /** Gives every class of JGroups its log. */
    static final class Factory implements CustomLogFactory {

        @Override
        public Log getLog(Class<?> type) {
            return new QuietLog(LoggerFactory.getLogger(type));
        }

        @Override
        public Log getLog(String category) {
            return new QuietLog(LoggerFactory.getLogger(category));
        }
    }

    private void complain(String kind, String text, @Nullable Throwable failure) {
        if (isNews(kind)) {
            logger.warn(text, failure);
        } else {
            logger.debug(text, failure);
        }
    }

    private boolean isNews(String kind) {
        long now = System.nanoTime();
        if (written.size() > MOST_KINDS) {
            written.clear();
        }
        Long before = written.get(kind);
        if (before != null && now - before < PAUSE_IN_NS) {
            return false;
        }
        written.put(kind, now);
        return true;
    }

    private static String text(String format, @Nullable Object[] values) {
        return values.length == 0 ? format : String.format(format, values);
    }

    @Override
    public boolean isFatalEnabled() {
        return true;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }

    @Override
    public boolean isWarnEnabled() {
        return logger.isWarnEnabled();
    }

    @Override
    public boolean isInfoEnabled() {
        return logger.isDebugEnabled();
    }

    @Override
    public boolean isDebugEnabled() {
        return logger.isDebugEnabled();
    }

    @Override
    public boolean isTraceEnabled() {
        return logger.isTraceEnabled();
    }

    @Override
    public void fatal(String text) {
        complain(text, text, null);
    }

    @Override
    public void fatal(String format, @Nullable Object... values) {
        complain(format, text(format, values), null);
    }

    @Override
    public void fatal(String text, Throwable failure) {
        complain(text, text, failure);
    }

    @Override
    public void error(String text) {
        complain(text, text, null);
    }

    @Override
    public void error(String format, @Nullable Object... values) {
        complain(format, text(format, values), null);
    }

    @Override
    public void error(String text, Throwable failure) {
        complain(text, text, failure);
    }

    @Override
    public void warn(String text) {
        complain(text, text, null);
    }

    @Override
    public void warn(String format, @Nullable Object... values) {
        complain(format, text(format, values), null);
    }

    @Override
    public void warn(String text, Throwable failure) {
        complain(text, text, failure);
    }

    @Override
    public void info(String text) {
        logger.debug(text);
    }

    @Override
    public void info(String format, @Nullable Object... values) {
        debug(format, values);
    }

    @Override
    public void debug(String text) {
        logger.debug(text);
    }

    @Override
    public void debug(String format, @Nullable Object... values) {
        if (logger.isDebugEnabled()) {
            logger.debug(text(format, values));
        }
    }

    @Override
    public void debug(String text, Throwable failure) {
        logger.debug(text, failure);
    }

    @Override
    public void trace(Object value) {
        if (logger.isTraceEnabled()) {
            logger.trace(String.valueOf(value));
        }
    }

    @Override
    public void trace(String text) {
        logger.trace(text);
    }

    @Override
    public void trace(String format, @Nullable Object... values) {
        if (logger.isTraceEnabled()) {
            logger.trace(text(format, values));
        }
    }

    @Override
    public void trace(String text, Throwable failure) {
        logger.trace(text, failure);
    }

    /** The level is a matter of the logging settings. */
    @Override
    public void setLevel(String level) {}

    @Override
    public String getLevel() {
        return logger.isTraceEnabled() ? "trace" : logger.isDebugEnabled() ? "debug" : "warn";
    }
}
