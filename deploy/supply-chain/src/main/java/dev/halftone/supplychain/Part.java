package dev.halftone.supplychain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.ExternalReference;
import org.cyclonedx.model.Property;

/**
 * Something that a program is made of, and how a list in the OSV format is asked about it.
 *
 * @param purl without qualifiers, which no list keeps apart
 * @param questions the {@code package} of each, with its version where the package URL does not have it; none if nobody could know it
 */
record Part(String purl, String name, String version, List<Map<String, Object>> questions) {

    static Part of(Component component) {
        String purl = component.getPurl().replaceAll("[?#].*", "");
        String name =
                component.getGroup() == null ? component.getName() : component.getGroup() + ":" + component.getName();
        return new Part(purl, name, component.getVersion(), questions(purl, component));
    }

    /** Without the version, as exceptions name it. */
    String identity() {
        return purl.substring(0, purl.lastIndexOf('@'));
    }

    /** A library that is no package is known by the tags of its repository, and by what fuzzing found in them. */
    private static List<Map<String, Object>> questions(String purl, Component component) {
        if (!purl.startsWith("pkg:generic/")) {
            return List.of(Map.of("package", Map.of("purl", purl)));
        }
        List<Map<String, Object>> questions = new ArrayList<>();
        if (component.getVersion().contains(".")) {
            Objects.requireNonNullElse(component.getExternalReferences(), List.<ExternalReference>of()).stream()
                    .filter(reference -> reference.getType() == ExternalReference.Type.VCS)
                    .forEach(source -> questions.add(question("GIT", source.getUrl(), component)));
            Objects.requireNonNullElse(component.getProperties(), List.<Property>of()).stream()
                    .filter(property -> property.getName().equals(NativeLibrary.OSS_FUZZ))
                    .forEach(project -> questions.add(question("OSS-Fuzz", project.getValue(), component)));
        }
        return List.copyOf(questions);
    }

    private static Map<String, Object> question(String ecosystem, String name, Component component) {
        return Map.of("package", Map.of("ecosystem", ecosystem, "name", name), "version", component.getVersion());
    }
}
