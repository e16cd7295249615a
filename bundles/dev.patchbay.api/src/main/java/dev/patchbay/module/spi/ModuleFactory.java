package dev.patchbay.module.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes modules that run inside the node. Publish it as a service with {@link ModuleType}. When it leaves, its modules are
 * removed.
 */
@ConsumerType
public interface ModuleFactory {

    /**
     * Makes a module, one for each that is added. Called on the thread that is going to call the module's methods, one factory
     * call for each module at a time, so several calls may overlap; may block for as long as connecting may take ({@code
     * module.connectInMs}) and is interrupted then.
     *
     * @throws Exception the module is not added, and its adder gets the message
     */
    Module create(ModuleContext context) throws Exception;
}
