package dev.patchbay.module.internal;

import dev.patchbay.module.spi.CommandLog;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What queue and pool share.
 *
 * @param settings those of the moment
 * @param log the command log of the moment; null when there is none
 */
record Kit(
        Equipment equipment,
        Supplier<Settings> settings,
        Types types,
        Announcer announcer,
        Supplier<@Nullable CommandLog> log,
        Departures departures) {

    /**
     * A module that is not in yet.
     *
     * @param onGone called when it left by itself
     */
    Member member(Identity identity, ModuleSource source, Runnable onGone) {
        News news = new News(announcer, identity);
        long intervalInMs = settings.get().parametersIntervalInMs();
        return new Member(identity, source, news, new ParameterNews(news, equipment, intervalInMs), onGone);
    }
}
