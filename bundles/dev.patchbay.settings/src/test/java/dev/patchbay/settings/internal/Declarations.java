package dev.patchbay.settings.internal;

/** Metatype documents as the build writes them. */
final class Declarations {

    static final String HTTP = """
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0" localization="OSGI-INF/l10n/x">
              <OCD id="http.Config" name="HTTP" description="The front door.">
                <AD id="port" type="Integer" default="5000" required="false" name="Port" description="TCP port | 0 for any free one." min="0" max="65535"/>
                <AD id="host" type="String" default="127.0.0.1" required="false" name="Host" description="Address to listen at."/>
                <AD id="origins" type="String" cardinality="2147483647" default="same,*" required="false" name="Origins" description=""/>
                <AD id="mode" type="String" default="safe" required="false" name="Mode" description="How."><Option label="Fast" value="fast"/><Option label="Safe" value="safe"/></AD>
                <AD id="keyPassword" type="Password" default="changeit" required="false" name="Password" description="Of the key."/>
                <AD id="tls" type="Boolean" default="false" required="false" name="TLS" description="Whether."/>
              </OCD>
              <OCD id="lamp.Config" name="Lamp" description="One lamp.">
                <AD id="watts" type="Integer" default="5" required="false" name="Watts" description="In W." min="1"/>
              </OCD>
              <Designate pid="dev.patchbay.http"><Object ocdref="http.Config"/></Designate>
              <Designate factoryPid="dev.patchbay.lamp"><Object ocdref="lamp.Config"/></Designate>
            </metatype:MetaData>
            """;

    static final String LATE = """
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
              <OCD id="late.Config" name="Late" description="Came later.">
                <AD id="count" type="Integer" default="1" required="false" name="Count" description="How many."/>
              </OCD>
              <Designate pid="org.example.late"><Object ocdref="late.Config"/></Designate>
            </metatype:MetaData>
            """;

    private Declarations() {}
}
