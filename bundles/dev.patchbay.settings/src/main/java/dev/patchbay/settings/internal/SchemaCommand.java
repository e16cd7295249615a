package dev.patchbay.settings.internal;

import dev.patchbay.json.Json;
import dev.patchbay.node.spi.ControlCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code settings-schema}: prints the JSON Schema of the settings file. */
@Component(property = ControlCommand.WORD + "=settings-schema")
public final class SchemaCommand implements ControlCommand {

    private final MetatypeReader metatypes;

    @Activate
    public SchemaCommand(@Reference MetatypeReader metatypes) {
        this.metatypes = metatypes;
    }

    @Override
    public void run(List<String> words, InputStream input, OutputStream output) throws IOException {
        String text = Json.writePretty(SettingsSchema.of(metatypes.read())) + "\n";
        output.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
