package dev.patchbay.module.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Section {@code module}, read. Times are in milliseconds.
 *
 * @param types by name
 * @param faults what is wrong with the others, a sentence each
 * @param host told to processes
 * @param listenHost where their connections are taken
 */
record Settings(
        Map<String, ProcessType> types,
        List<String> faults,
        String host,
        String listenHost,
        long connectInMs,
        long writeInMs,
        long answerInMs,
        long leaveInMs,
        long termInMs,
        long parametersIntervalInMs) {

    static Settings of(ModuleComponent.Config config, TypeReader reader) {
        TypeReader.Result read = reader.read(config.types(), config.directory());
        return new Settings(
                read.types(),
                read.faults(),
                config.host(),
                config.listenHost(),
                config.connectInMs(),
                config.writeInMs(),
                config.answerInMs(),
                config.leaveInMs(),
                config.termInMs(),
                config.parametersIntervalInMs());
    }

    Optional<ProcessType> type(String name) {
        return Optional.ofNullable(types.get(name));
    }
}
