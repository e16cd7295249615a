package dev.patchbay.settings.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SettingsCheckerTest {

    private static final Bounds PORTS = new Bounds(BigDecimal.ZERO, BigDecimal.valueOf(65_535));

    private static final OriginalNames ORIGINALS = OriginalNames.of(List.of(
            original("PORT_ZEPH", "http", "port"),
            original("OLD_PORT", "http", "port"),
            original("TASKS_PATH", "http", "host"),
            original("MEMBERS", "http", "origins"),
            original("KEY_FILE", "http", "keyPath"),
            original("other/web-port", "http", "port"),
            original("GONE", "nowhere", "key")));

    private static final SectionTypes TYPES = new SectionTypes(
            Map.of(
                    "dev.patchbay.http",
                    () -> Optional.of(new SectionType(
                            "dev.patchbay.http",
                            false,
                            "",
                            "",
                            List.of(
                                    one("port", AttributeType.INTEGER, PORTS),
                                    one("limit", AttributeType.LONG, Bounds.NONE),
                                    one("ratio", AttributeType.DOUBLE, Bounds.NONE),
                                    one("tls", AttributeType.BOOLEAN, Bounds.NONE),
                                    one("host", AttributeType.TEXT, new Bounds(BigDecimal.ONE, null)),
                                    one("mark", AttributeType.CHARACTER, Bounds.NONE),
                                    one("keyPassword", AttributeType.TEXT, Bounds.NONE),
                                    one("keyPath", AttributeType.TEXT, Bounds.NONE),
                                    choice("mode", "fast", "safe"),
                                    list("origins", AttributeType.TEXT),
                                    list("ports", AttributeType.INTEGER)))),
                    "dev.patchbay.lamp",
                    () -> Optional.of(new SectionType(
                            "dev.patchbay.lamp",
                            true,
                            "",
                            "",
                            List.of(one("watts", AttributeType.INTEGER, Bounds.NONE))))),
            ORIGINALS);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void valuesGetTheDeclaredTypes() throws Exception {
        Map<String, Object> http = http(
                "\"port\": 5000, \"limit\": 6, \"ratio\": 2, \"tls\": true, \"host\": \"a\", \"mark\": \"x\", \"mode\": \"fast\"");

        assertEquals(
                Map.of("port", 5000, "limit", 6L, "ratio", 2.0, "tls", true, "host", "a", "mark", 'x', "mode", "fast"),
                http);
    }

    @Test
    public void listsBecomeArraysOfTheDeclaredType() throws Exception {
        Map<String, Object> http = http("\"origins\": [\"a\", \"b\"], \"ports\": []");

        assertArrayEquals(new String[] {"a", "b"}, (String[]) http.get("origins"));
        assertArrayEquals(new Integer[0], (Integer[]) http.get("ports"));
    }

    @Test
    public void anObjectForATextBecomesJson() throws Exception {
        assertEquals(Map.of("host", "{\"a\":[1]}"), http("\"host\": {\"a\": [1]}"));
    }

    @Test
    public void nullMeansTheDefault() throws Exception {
        assertEquals(Map.of("tls", true), http("\"port\": null, \"tls\": true"));
    }

    @Test
    public void aWrongTypeIsRefusedWithItsPlace() throws Exception {
        assertRefused(
                "{\n  \"http\": {\n    \"tls\": true,\n    \"port\": \"5000\"\n  }\n}",
                "patchbay.json, line 4, column 5, key http.port: expected a whole number from 0 to 65535, got the text"
                        + " \"5000\"; correct it and save the file");
    }

    @Test
    public void neighboursOfTheDeclaredTypesAreRefused() throws Exception {
        assertRefused("\"port\": 65536", "expected a whole number from 0 to 65535, got the number 65536");
        assertRefused("\"port\": -1", "got the number -1");
        assertRefused("\"limit\": 1.5", "expected a whole number, got the number 1.5");
        assertRefused("\"limit\": 9223372036854775808", "expected a whole number");
        assertRefused("\"tls\": \"true\"", "expected true or false, got the text \"true\"");
        assertRefused("\"host\": 1", "expected a text with a length of at least 1, got the number 1");
        assertRefused("\"host\": \"\"", "expected a text with a length of at least 1");
        assertRefused("\"mark\": \"xy\"", "expected a single character");
        assertRefused("\"mode\": \"slow\"", "expected one of fast, safe, got the text \"slow\"");
        assertRefused("\"origins\": \"a\"", "expected a list, each item a text, got the text \"a\"");
        assertRefused("\"ports\": [1, \"2\"]", "expected a list, each item a whole number, got the list [1,\"2\"]");
        assertRefused("\"ports\": [null]", "each item a whole number");
        assertRefused("\"port\": {}", "got the object {}");
    }

    @Test
    public void theRefusalOfASecretDoesNotShowIt() throws Exception {
        SettingsProblem problem = assertRefused("\"keyPassword\": 4711", "got the number (not shown)");

        assertFalse(problem.getMessage(), problem.getMessage().contains("4711"));
    }

    @Test
    public void anUnknownKeyIsLeftOutWithASuggestion() throws Exception {
        Settings settings = check("{\"http\": {\n \"prot\": 5000, \"tls\": true}}");

        assertEquals(Map.of("tls", true), properties(settings, "http"));
        Messages.assertContains(
                settings.warnings().get(0),
                "patchbay.json, line 2, column 2, key http.prot: not a setting of http and left out; did you mean 'port'?");
    }

    @Test
    public void anUnknownKeyLikeNoOtherIsAnsweredWithWhatThereIs() throws Exception {
        Settings settings = check("{\"lamp~a\": {\"colour\": 1}}");

        Messages.assertContains(
                settings.warnings().get(0), "key lamp~a.colour: not a setting of lamp and left out; it has watts");
    }

    @Test
    public void anUndeclaredKeyWithADotIsPassedOn() throws Exception {
        assertEquals(Map.of("service.ranking", 5L), http("\"service.ranking\": 5"));
    }

    @Test
    public void everyInstanceOfAFactoryIsChecked() throws Exception {
        Settings settings = check("{\"lamp~left\": {\"watts\": 5}, \"lamp~right\": {\"watts\": 6}}");

        assertEquals(Map.of("watts", 5), properties(settings, "lamp~left"));
        assertEquals(Map.of("watts", 6), properties(settings, "lamp~right"));
        assertRefused("{\"lamp~left\": {\"watts\": true}}", "key lamp~left.watts");
    }

    @Test
    public void anUnknownSectionIsTolerated() throws Exception {
        Settings settings = check(
                "{\"ports\": {\"queue\": 5580, \"a\": 1.5, \"b\": [1, 2], \"c\": [1, \"x\"], \"d\": {\"e\": 1}}}");

        Map<String, Object> ports = properties(settings, "ports");
        assertEquals(List.of("ports"), settings.unknownSections());
        assertEquals(5580L, ports.get("queue"));
        assertEquals(1.5, ports.get("a"));
        assertArrayEquals(new Long[] {1L, 2L}, (Long[]) ports.get("b"));
        assertArrayEquals(new String[] {"1", "x"}, (String[]) ports.get("c"));
        assertEquals("{\"e\":1}", ports.get("d"));
    }

    @Test
    public void anUnknownSectionThatIsNearlyAKnownOneIsNoticed() throws Exception {
        Settings settings = check("{\n \"htpt\": {\"port\": 5000}}");

        assertEquals(List.of("htpt"), settings.unknownSections());
        Messages.assertContains(settings.warnings().get(0), "line 2, column 2, key htpt: no installed bundle knows");
        Messages.assertContains(settings.warnings().get(0), "did you mean 'http'?");
    }

    @Test
    public void aValueByASectionsNameIsNoticed() throws Exception {
        Settings settings = check("{\n \"http\": 5, \"lamp~left\": null}");

        assertEquals(1, settings.warnings().size());
        Messages.assertContains(
                settings.warnings().get(0), "line 2, column 2, key http: expected an object, got the number 5");
        assertEquals(Map.of(), settings.sections());
    }

    @Test
    public void topLevelValuesThatAreNoObjectsAreTheApplications() throws Exception {
        Settings settings = check("{\"name\": \"x\", \"fg_color\": \"#EBEBEB\", \"wsgi\": 8888, \"ratio\": 0.5,"
                + " \"on\": true, \"http~\": null, \"none\": null, \"list\": [1, {\"a\": 1}, [\"b\"]], \"prot\": 1}");

        assertEquals(List.of(), settings.warnings());
        assertEquals(List.of(), settings.unknownSections());
        assertEquals(Map.of(), settings.sections());
        assertEquals(8888L, settings.values().get("wsgi"));
        assertEquals(
                List.of(1L, Map.of("a", 1L), List.of("b")), settings.values().get("list"));
    }

    @Test
    public void anApplicationsObjectMayHaveKeysThatNoConfigurationHas() throws Exception {
        Settings settings = check("{\"public\": [\"mine\"], \"mine\": {\"a\": 1,\n \"A\": 2, \"\": 3, \"b\": 4}}");

        assertEquals(Map.of("a", 1L, "b", 4L), properties(settings, "mine"));
        assertEquals(2, settings.warnings().size());
        Messages.assertContains(
                settings.warnings().get(0),
                "line 2, column 2, key mine.A: not passed on to a bundle that may ask for section mine, since it is"
                        + " there in other letters too");
        Messages.assertContains(settings.warnings().get(1), "since it is empty");
        assertEquals("{mine={a=1, A=2, =3, b=4}}", settings.publicValues().toString());
    }

    @Test
    public void keysThatDifferOnlyInCaseAreRefusedWhereABundleDeclaresThem() {
        SettingsProblem problem =
                assertThrows(SettingsProblem.class, () -> check("{\"http\": {\"port\": 1,\n \"Port\": 2}}"));

        Messages.assertContains(problem.getMessage(), "line 2, column 2, key http.Port: expected each key once");
    }

    @Test
    public void onlyPublicKeysAreShownAndAMissingOneAsNull() throws Exception {
        Settings settings = check("{\"public\": [\"name\", \"gone\"], \"name\": \"x\", \"secret\": \"y\"}");

        assertEquals("{name=x, gone=null}", settings.publicValues().toString());
    }

    @Test
    public void aValueByItsOriginalNameIsTheKeyOfItsSection() throws Exception {
        Settings settings = check("{\"PORT_ZEPH\": 8080, \"http\": {\"tls\": true}}");

        assertEquals(Map.of("port", 8080, "tls", true), properties(settings, "http"));
        assertEquals(List.of(), settings.warnings());
    }

    @Test
    public void originalNamesAloneMakeTheSection() throws Exception {
        assertEquals(Map.of("port", 8080), properties(check("{\"PORT_ZEPH\": 8080}"), "http"));
    }

    @Test
    public void anObjectByItsOriginalNameIsNoSection() throws Exception {
        Settings settings = check("{\"TASKS_PATH\": {\"Echo\": \"a/B\", \"echo\": \"~/c\"}}");

        assertEquals(Map.of("host", "{\"Echo\":\"a/B\",\"echo\":\"~/c\"}"), properties(settings, "http"));
        assertEquals(1, settings.sections().size());
        assertEquals(List.of(), settings.unknownSections());
    }

    @Test
    public void aListOfObjectsByItsOriginalNameIsAListOfTexts() throws Exception {
        Map<String, Object> http = properties(check("{\"MEMBERS\": [{\"port\": 1}, {\"port\": 2}]}"), "http");

        assertArrayEquals(new String[] {"{\"port\":1}", "{\"port\":2}"}, (String[]) http.get("origins"));
    }

    @Test
    public void theKeyOfTheSectionWinsOverItsOriginalNameWithAWarning() throws Exception {
        Settings settings = check("{\"http\": {\"port\": 1},\n \"PORT_ZEPH\": 2}");

        assertEquals(Map.of("port", 1), properties(settings, "http"));
        Messages.assertContains(
                settings.warnings().get(0),
                "patchbay.json, line 2, column 2, key PORT_ZEPH: left out, since http.port is given too");
    }

    @Test
    public void theSectionMayBeWrittenAsItsPidOrHaveTheKeyAsNull() throws Exception {
        Settings settings = check("{\"PORT_ZEPH\": 2, \"dev.patchbay.http\": {\"port\": null}}");

        assertEquals(Map.of("port", 2), properties(settings, "http"));
    }

    @Test
    public void ofTwoOriginalNamesForOneKeyTheSecondIsLeftOut() throws Exception {
        Settings settings = check("{\"OLD_PORT\": 1, \"PORT_ZEPH\": 2}");

        assertEquals(Map.of("port", 2), properties(settings, "http"));
        Messages.assertContains(settings.warnings().get(0), "key OLD_PORT: left out, since PORT_ZEPH is given too");
    }

    @Test
    public void aMistakeUnderAnOriginalNameIsReportedUnderThatName() throws Exception {
        assertRefused(
                "{\n  \"x\": 1,\n  \"PORT_ZEPH\": \"8080\"}",
                "patchbay.json, line 3, column 3, key PORT_ZEPH: expected a whole number from 0 to 65535, got the text");
    }

    @Test
    public void aPathByItsOriginalNameIsExpandedAndShownAsItIs() throws Exception {
        Settings settings = check("{\"KEY_FILE\": \"~/k\", \"public\": [\"KEY_FILE\"]}");

        assertEquals(Map.of("keyPath", "/home/ann/k"), properties(settings, "http"));
        assertEquals(Map.of("KEY_FILE", "~/k"), settings.publicValues());
    }

    @Test
    public void anOriginalNameMayStandInAnObject() throws Exception {
        Settings settings = check("{\"other\": {\"web-port\": 2, \"more\": true}}");

        assertEquals(Map.of("port", 2), properties(settings, "http"));
        assertEquals(Map.of("web-port", 2L, "more", true), properties(settings, "other"));
        assertEquals(Map.of(), check("{\"web-port\": 2, \"other\": 3}").sections());
        assertRefused(
                "{\"other\":\n  {\"web-port\": \"x\"}}",
                "patchbay.json, line 2, column 4, key other.web-port: expected a whole number from 0 to 65535");
    }

    @Test
    public void nullUnderAnOriginalNameIsAsGoodAsAbsent() throws Exception {
        assertEquals(Map.of(), check("{\"PORT_ZEPH\": null}").sections());
    }

    @Test
    public void aNameNobodyDeclaresStaysAPlainValue() throws Exception {
        Settings settings = check("{\"heart_beat_period\": 1600, \"PORT_ZEPHYR\": 1}");

        assertEquals(Map.of(), settings.sections());
        assertEquals(List.of(), settings.warnings());
        assertEquals(1600L, settings.values().get("heart_beat_period"));
    }

    @Test
    public void whatTheCommandLineSaysGoesBeforeTheFile() throws Exception {
        Settings settings = check(
                "{\"http\": {\"port\": 1, \"host\": \"a\"}, \"LOG_LEVEL\": \"info\"}",
                Assignments.of("http.port=2\nhttp.port=3\nLOG_LEVEL=debug\norg.example.lamp.colour=1 light\nname=Bar"));

        assertEquals(3, properties(settings, "http").get("port"));
        assertEquals("a", properties(settings, "http").get("host"));
        assertEquals("1 light", properties(settings, "org.example.lamp").get("colour"));
        assertEquals("Bar", settings.values().get("name"));
        assertEquals("debug", settings.values().get("LOG_LEVEL"));
    }

    @Test
    public void whatIsWrongOnTheCommandLineIsSaidToBeThere() {
        SettingsProblem problem = assertThrows(
                SettingsProblem.class, () -> check("{\"http\": {\"port\": 1}}", Assignments.of("http.port=many")));

        Messages.assertContains(problem.getMessage(), "--set http.port: expected ");
        Messages.assertContains(problem.getMessage(), "got the text \"many\"; correct it and start again");
    }

    private Map<String, Object> http(String keys) throws IOException, SettingsProblem {
        return properties(check("{\"http\": {" + keys + "}}"), "http");
    }

    private static Map<String, Object> properties(Settings settings, String section) {
        return settings.sections().get(SectionName.of(section)).properties();
    }

    private Settings check(String text) throws IOException, SettingsProblem {
        return check(text, Assignments.NONE);
    }

    private Settings check(String text, Assignments assignments) throws IOException, SettingsProblem {
        Path file = folder.getRoot().toPath().resolve("patchbay.json");
        Files.writeString(file, text);
        return SettingsChecker.check(
                SettingsDocument.read(file, assignments, new PathExpansion(name -> null, "/home/ann"), ORIGINALS),
                TYPES);
    }

    private SettingsProblem assertRefused(String keysOrFile, String part) {
        SettingsProblem problem = assertThrows(keysOrFile, SettingsProblem.class, () -> {
            if (keysOrFile.startsWith("{")) {
                check(keysOrFile);
            } else {
                http(keysOrFile);
            }
        });
        Messages.assertContains(problem.getMessage(), part);
        return problem;
    }

    private static OriginalName original(String name, String section, String key) {
        return new OriginalName(name, SectionName.of(section), key);
    }

    private static Attribute one(String key, AttributeType type, Bounds bounds) {
        return new Attribute(key, "", "", type, false, List.of(), List.of(), bounds);
    }

    private static Attribute choice(String key, String... options) {
        return new Attribute(key, "", "", AttributeType.TEXT, false, List.of(options), List.of(), Bounds.NONE);
    }

    private static Attribute list(String key, AttributeType type) {
        return new Attribute(key, "", "", type, true, List.of(), List.of(), Bounds.NONE);
    }
}
