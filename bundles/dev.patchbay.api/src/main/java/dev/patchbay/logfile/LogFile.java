package dev.patchbay.logfile;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A log that is open. What one call writes stays together, in the file and for those who follow, who hear it in the order
 * of the file. Thread-safe.
 */
@ProviderType
public interface LogFile extends AutoCloseable {

    /**
     * Writes to the file, and tells those who follow; no follower can hold this up. Blocks while the disk is busy. When
     * the disk fails, that is told once in the node's log, and the lines are lost for the file until it works again; those
     * who follow hear them all the same. Does nothing when this has been closed.
     *
     * @param wholeLines one or more lines, each ended by a line feed; written as UTF-8. They are in one file, even when
     *     they alone are longer than a file is to be
     */
    void write(String wholeLines);

    /**
     * Goes on with other settings: with another path the next lines begin or continue that file, and what was written
     * stays where it is. Those who follow go on hearing. May block while the disk is busy. Does nothing when this has been
     * closed.
     */
    void configure(LogFileSettings settings);

    /** Closes the file. Those who follow wait for the name to be opened again. Harmless when repeated. */
    @Override
    void close();
}
