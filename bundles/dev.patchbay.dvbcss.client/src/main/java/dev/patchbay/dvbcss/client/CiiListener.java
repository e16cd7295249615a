package dev.patchbay.dvbcss.client;

import dev.patchbay.dvbcss.CiiMessage;
import dev.patchbay.dvbcss.CiiProperty;
import java.util.Set;

/** Is told what is on. Threads as in {@link ConnectionListener}. */
public interface CiiListener extends ConnectionListener {

    /**
     * A message changed something; one that repeats what is known does not.
     *
     * @param before everything known before it
     * @param now everything known with it
     * @param changed at least one; a property that was never told before is among them even when its value is null
     */
    default void onChange(CiiMessage before, CiiMessage now, Set<CiiProperty<?>> changed) {}

    /** A well-formed message was taken in, after {@link #onChange} if it changed anything. @param state everything known */
    default void onState(CiiMessage state) {}
}
