package dev.halftone.supplychain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An npm package that carries libvips for one platform, and says of which libraries it was built. */
final class NativePackage {

    /** A row of the table of licences in the package's README, whose cells may be links. */
    private static final Pattern LICENCE = Pattern.compile("^\\| ([\\w-]+) +\\| (.+?) *\\|$", Pattern.MULTILINE);

    private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\([^)]+\\)");
    private static final String INTEGRITY = "sha512-";

    private final Path directory;
    private final JsonNode manifest;
    private final Map<String, NativeLibrary> known;

    NativePackage(Path directory, Map<String, NativeLibrary> known) throws IOException {
        this.directory = directory;
        this.known = known;
        manifest = JsonMapper.shared().readTree(Files.readString(directory.resolve("package.json")));
    }

    /** @param lock the lock file that pins the package by its checksum */
    Component component(JsonNode lock) {
        String name = manifest.get("name").asString();
        String version = manifest.get("version").asString();
        Component component = new Component();
        component.setType(Component.Type.LIBRARY);
        component.setGroup(name.substring(0, name.indexOf('/')));
        component.setName(name.substring(name.indexOf('/') + 1));
        component.setVersion(version);
        component.setDescription(manifest.get("description").asString());
        component.setPurl("pkg:npm/" + name.replace("@", "%40") + "@" + version);
        component.setBomRef(component.getPurl());
        component.addHash(checksum(lock.path("packages").path("node_modules/" + name), name));
        License licence = new License();
        licence.setId(manifest.get("license").asString());
        component.setLicenses(only(licence));
        return component;
    }

    /** The libraries inside, each with the licence that the package states of it. */
    List<Component> libraries() throws IOException {
        Map<String, String> licences = licences();
        JsonNode versions = JsonMapper.shared().readTree(Files.readString(directory.resolve("versions.json")));
        List<Component> libraries = new ArrayList<>();
        versions.properties().forEach(entry -> {
            NativeLibrary library = known.getOrDefault(entry.getKey(), new NativeLibrary(entry.getKey(), "", "", ""));
            Component component = library.in(entry.getValue().asString());
            @Nullable String named = licences.getOrDefault(library.name(), licences.get(entry.getKey()));
            if (named != null) {
                License licence = new License();
                licence.setName(named);
                component.setLicenses(only(licence));
            }
            libraries.add(component);
        });
        return libraries;
    }

    private Map<String, String> licences() throws IOException {
        Map<String, String> licences = new TreeMap<>();
        List<MatchResult> rows = LICENCE.matcher(Files.readString(directory.resolve("README.md")))
                .results()
                .toList();
        rows.forEach(
                row -> licences.put(row.group(1), LINK.matcher(row.group(2)).replaceAll("$1")));
        return licences;
    }

    private static Hash checksum(JsonNode locked, String name) {
        String integrity = locked.path("integrity").asString("");
        if (!integrity.startsWith(INTEGRITY)) {
            throw new IllegalStateException("package-lock.json has no SHA-512 of " + name);
        }
        byte[] bytes = Base64.getDecoder().decode(integrity.substring(INTEGRITY.length()));
        return new Hash(Hash.Algorithm.SHA_512, HexFormat.of().formatHex(bytes));
    }

    private static LicenseChoice only(License licence) {
        LicenseChoice choice = new LicenseChoice();
        choice.addLicense(licence);
        return choice;
    }
}
