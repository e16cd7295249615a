package dev.patchbay.logfile;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Opens log files that rotate, and that are shown and followed by their names with {@code patchbay logs NAME -f}.
 * Thread-safe.
 *
 * <p>What it opened for a bundle is closed when that bundle stops or releases the service; after that it opens nothing and
 * throws IllegalStateException.
 *
 * <p>Names of log files come before names of child processes: the log of a process that is called as a log file is shown
 * by {@code patchbay logs process:NAME}.
 */
@ProviderType
public interface LogFiles {

    /**
     * Opens a log. Neither blocks nor touches the disk: the file is made, with the folders it is in, when something is
     * written. Whoever follows the name, even from before or since an earlier opening, hears what is written from now on.
     *
     * @param name what it is called on the command line, such as {@code modules}; 1 to 100 letters, digits, {@code .},
     *     {@code _} and {@code -}, the first a letter or digit
     * @param settings the path is one that nobody else writes to
     * @throws IllegalArgumentException when the name is not as it has to be, or a log of that name is open
     * @throws IllegalStateException when the service was released or has stopped
     */
    LogFile open(String name, LogFileSettings settings);
}
