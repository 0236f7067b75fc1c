package dev.halftone.supplychain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.ExternalReference;
import org.cyclonedx.model.Property;

/**
 * What a library that is bundled into libvips is called elsewhere. Its version is none of this: the package itself tells it.
 *
 * @param name as its own project has it
 * @param repository where its releases are tags; empty if unknown
 * @param ossFuzz its project there; empty if it has none
 * @param cpe vendor and product, as in {@code gnome:glib}; empty if it has none
 */
record NativeLibrary(String name, String repository, String ossFuzz, String cpe) {

    /** The property of a component that names its project at OSS-Fuzz. */
    static final String OSS_FUZZ = "halftone:oss-fuzz";

    /** By the names in {@code versions.json}. */
    static Map<String, NativeLibrary> known() throws IOException {
        try (InputStream table =
                        Objects.requireNonNull(NativeLibrary.class.getResourceAsStream("native-libraries.csv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            Map<String, NativeLibrary> known = new LinkedHashMap<>();
            lines.lines().skip(1).map(line -> line.split(",", -1)).forEach(cells -> {
                known.put(cells[0], new NativeLibrary(cells[1], cells[2], cells[3], cells[4]));
            });
            return known;
        }
    }

    Component in(String version) {
        Component component = new Component();
        component.setType(Component.Type.LIBRARY);
        component.setName(name);
        component.setVersion(version);
        component.setPurl("pkg:generic/" + name + "@" + version);
        component.setBomRef(component.getPurl());
        if (!cpe.isEmpty()) {
            component.setCpe("cpe:2.3:a:" + cpe + ":" + version + ":*:*:*:*:*:*:*");
        }
        if (!repository.isEmpty()) {
            ExternalReference source = new ExternalReference();
            source.setType(ExternalReference.Type.VCS);
            source.setUrl(repository);
            component.addExternalReference(source);
        }
        if (!ossFuzz.isEmpty()) {
            Property property = new Property();
            property.setName(OSS_FUZZ);
            property.setValue(ossFuzz);
            component.addProperty(property);
        }
        return component;
    }
}
