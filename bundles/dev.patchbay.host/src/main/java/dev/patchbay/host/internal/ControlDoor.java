package dev.patchbay.host.internal;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;

/** An address at which the control socket can be reached. */
interface ControlDoor {

    /** Opens it; what a run that was killed left behind goes. */
    ServerSocketChannel open() throws IOException;

    /** Removes what opening it left in the file system. */
    void remove() throws IOException;
}
