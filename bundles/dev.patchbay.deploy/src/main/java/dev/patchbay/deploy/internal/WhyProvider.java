package dev.patchbay.deploy.internal;

import dev.patchbay.node.Diagnosis;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Description;
import dev.patchbay.session.RequiresRole;
import dev.patchbay.session.User;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** "Why is it not there?" by RPC. */
@ProviderName("why")
@RequiresRole(User.ADMIN)
@Component
public final class WhyProvider implements Provider {

    private final Diagnosis diagnosis;

    @Activate
    public WhyProvider(@Reference Diagnosis diagnosis) {
        this.diagnosis = diagnosis;
    }

    /** Everything that is not there, and why. */
    @RpcMethod
    @Description("What is installed or was dropped and does not work, and why; empty when all is well.")
    public List<Diagnosis.Finding> findings() {
        return diagnosis.findings();
    }
}
