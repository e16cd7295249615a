package dev.patchbay.settings.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.json.Json;
import dev.patchbay.node.spi.ControlCommand;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.service.metatype.MetaTypeService;

public class MetatypeReaderTest {

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static TestFramework framework;
    private static MetatypeReader reader;

    @BeforeClass
    public static void start() throws Exception {
        Path root = FOLDER.getRoot().toPath();
        framework = TestFramework.started(root.resolve("cache"), root.resolve("patchbay.json"));
        framework.installDeclaring("late", Declarations.LATE);
        framework.installDeclaring("http", Declarations.HTTP);
        reader = new MetatypeReader(framework.context(), framework.service(MetaTypeService.class));
    }

    @AfterClass
    public static void stop() throws Exception {
        framework.close();
    }

    @Test
    public void bundlesThatAreNotStartedDeclareToo() {
        assertEquals(
                List.of("http", "lamp", "org.example.late"),
                reader.read().all().stream().map(SectionType::name).toList());
    }

    @Test
    public void anAttributeIsReadWhole() {
        SectionType http = reader.read().find("dev.patchbay.http").orElseThrow();

        Bounds bounds = new Bounds(BigDecimal.ZERO, BigDecimal.valueOf(65_535));
        String description = "TCP port | 0 for any free one.";
        assertEquals(
                new Attribute(
                        "port", "Port", description, AttributeType.INTEGER, false, List.of(), List.of("5000"), bounds),
                http.attribute("port").orElseThrow());
        assertEquals(
                List.of("fast", "safe"), http.attribute("mode").orElseThrow().options());
        assertArrayEquals(new String[] {"same", "*"}, (String[])
                http.attribute("origins").orElseThrow().defaultValue().orElseThrow());
    }

    @Test
    public void aBundleWithABrokenDocumentTakesNothingFromTheOthers() throws Exception {
        Bundle dangling = framework.installDeclaring(
                "dangling", Declarations.LATE.replace("ocdref=\"late.Config\"", "ocdref=\"nowhere\""));
        Bundle cut = framework.installDeclaring("cut", Declarations.HTTP.substring(0, 600));

        List<String> names = reader.read().all().stream().map(SectionType::name).toList();
        dangling.uninstall();
        cut.uninstall();

        assertEquals(List.of("http", "lamp", "org.example.late"), names);
    }

    @Test
    public void ofSeveralDeclarationsOfOnePidTheFirstThatCanBeReadCounts() throws Exception {
        String other = Declarations.LATE.replace("org.example.late", "org.example.twice");
        String dangling = other.replace("ocdref=\"late.Config\"", "ocdref=\"nowhere\"");
        Bundle broken = framework.installDeclaring("broken", dangling);
        boolean isKnownWhileBroken = reader.read().find("org.example.twice").isPresent();
        Bundle whole = framework.installDeclaring("whole", other);
        boolean isKnown = reader.read().find("org.example.twice").isPresent();
        broken.uninstall();
        whole.uninstall();

        assertFalse(isKnownWhileBroken);
        assertTrue(isKnown);
    }

    @Test
    public void originalNamesAreReadAndThoseThatMakeNoSenseLeftOut() throws Exception {
        Bundle original = framework.installDeclaring(
                "original", "", "PORT_ZEPH=http/port,=http/host, X=, NO_KEY=http/,WATTS = lamp~left/watts");

        OriginalNames names = reader.read().originals();
        original.uninstall();

        assertEquals(
                List.of("PORT_ZEPH http.port", "WATTS lamp~left.watts"),
                names.all().stream()
                        .map(name -> name.name() + " " + name.section() + "." + name.key())
                        .toList());
        assertEquals(List.of(), reader.read().originals().all());
    }

    @Test
    public void schemaAndReferenceTellTheOriginalNames() throws Exception {
        Bundle original = framework.installDeclaring("original", "", "PORT_ZEPH=http/port, GONE=http/gone");

        Map<?, ?> schema = (Map<?, ?>) Json.parse(printed(new SchemaCommand(reader)));
        String reference = printed(new ReferenceCommand(reader));
        original.uninstall();

        Map<?, ?> keys = (Map<?, ?>) schema.get("properties");
        assertEquals(Map.of("$ref", "#/properties/http/properties/port"), keys.get("PORT_ZEPH"));
        assertEquals(null, keys.get("GONE"));
        Messages.assertContains(Json.write(keys.get("http")), "any free one. Original name: PORT_ZEPH.\"");
        Messages.assertContains(reference, "any free one. Original name: PORT_ZEPH. |\n");
    }

    @Test
    public void aFactoryIsTold() {
        assertTrue(reader.read().find("dev.patchbay.lamp").orElseThrow().isFactory());
    }

    @Test
    public void theSchemaSaysTypesDefaultsAndBounds() throws Exception {
        Map<?, ?> schema = (Map<?, ?>) Json.parse(printed(new SchemaCommand(reader)));

        Map<?, ?> http = (Map<?, ?>) ((Map<?, ?>) schema.get("properties")).get("http");
        Map<?, ?> keys = (Map<?, ?>) http.get("properties");
        assertEquals(false, http.get("additionalProperties"));
        assertEquals(true, schema.get("additionalProperties"));
        assertEquals(
                "{\"title\":\"Port\",\"description\":\"TCP port | 0 for any free one.\",\"type\":\"integer\","
                        + "\"minimum\":0,\"maximum\":65535,\"default\":5000}",
                Json.write(keys.get("port")));
        assertEquals(
                "{\"title\":\"Origins\",\"type\":\"array\",\"items\":{\"type\":[\"string\",\"object\"]},"
                        + "\"default\":[\"same\",\"*\"]}",
                Json.write(keys.get("origins")));
        assertEquals(
                "{\"title\":\"Password\",\"description\":\"Of the key.\",\"type\":[\"string\",\"object\"]}",
                Json.write(keys.get("keyPassword")));
        assertTrue(((Map<?, ?>) schema.get("patternProperties")).containsKey("^lamp~.+$"));
    }

    @Test
    public void theReferenceHasATableForEachSectionOfTheProduct() throws Exception {
        String reference = printed(new ReferenceCommand(reader));

        Messages.assertContains(reference, """

                ## `lamp~NAME`: Lamp

                One lamp.

                | key | type | default | meaning |
                |---|---|---|---|
                | `watts` | a whole number of at least 1 | `5` | In W. |
                """);
        Messages.assertContains(
                reference, "| `port` | a whole number from 0 to 65535 | `5000` | TCP port \\| 0 for any free one. |\n");
        assertTrue(reference, !reference.contains("changeit") && !reference.contains("late"));
    }

    private static String printed(ControlCommand command) throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        command.run(List.of(), InputStream.nullInputStream(), output);
        return output.toString(StandardCharsets.UTF_8);
    }
}
