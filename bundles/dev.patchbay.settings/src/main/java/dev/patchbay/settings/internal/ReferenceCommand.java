package dev.patchbay.settings.internal;

import dev.patchbay.node.spi.ControlCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code settings-reference}: prints the document of every setting. */
@Component(property = ControlCommand.WORD + "=settings-reference")
public final class ReferenceCommand implements ControlCommand {

    private final MetatypeReader metatypes;

    @Activate
    public ReferenceCommand(@Reference MetatypeReader metatypes) {
        this.metatypes = metatypes;
    }

    @Override
    public void run(List<String> words, InputStream input, OutputStream output) throws IOException {
        output.write(SettingsReference.of(metatypes.read()).getBytes(StandardCharsets.UTF_8));
    }
}
