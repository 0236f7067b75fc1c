package dev.halftone.supplychain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Dependency;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Adds to the SBOM of a program what Maven does not know of: the npm packages that carry libvips, and the libraries within them, as
 * the packages themselves name them. Made again, it changes nothing.
 */
public final class NativeParts {

    /** What brings them. */
    private static final String OWNER = "pkg:maven/dev.halftone/worker-service@";

    private final Bom bom;
    private final Map<String, Component> components = new LinkedHashMap<>();
    private final Map<String, Dependency> dependencies = new LinkedHashMap<>();

    private NativeParts(Bom bom) {
        this.bom = bom;
    }

    /**
     * @param arguments the SBOM, and the directory of {@code package-lock.json} and {@code node_modules}
     * @throws IOException if one of them cannot be read, or the SBOM would not be valid
     */
    public static void main(String... arguments) throws IOException {
        Path sbom = Path.of(arguments[0]);
        Path npm = Path.of(arguments[1]);
        Bom bom = Sbom.read(sbom);
        new NativeParts(bom).add(npm);
        Sbom.write(bom, sbom);
    }

    private void add(Path npm) throws IOException {
        JsonNode lock = JsonMapper.shared().readTree(Files.readString(npm.resolve("package-lock.json")));
        Map<String, NativeLibrary> known = NativeLibrary.known();
        for (Path directory : packages(npm.resolve("node_modules/@img"))) {
            add(new NativePackage(directory, known), lock);
        }
        bom.getComponents().removeIf(component -> components.containsKey(component.getBomRef()));
        bom.getComponents().addAll(components.values());
        bom.getDependencies().removeIf(dependency -> dependencies.containsKey(dependency.getRef()));
        bom.getDependencies().addAll(dependencies.values());
    }

    private static void bringBy(Dependency owner, Component carrier) {
        List<Dependency> brought = Objects.requireNonNullElse(owner.getDependencies(), List.of());
        if (brought.stream().noneMatch(dependency -> dependency.getRef().equals(carrier.getBomRef()))) {
            owner.addDependency(new Dependency(carrier.getBomRef()));
        }
    }

    private void add(NativePackage npmPackage, JsonNode lock) throws IOException {
        Component carrier = npmPackage.component(lock);
        Dependency dependency = new Dependency(carrier.getBomRef());
        register(carrier);
        bom.getDependencies().stream()
                .filter(owner -> owner.getRef().startsWith(OWNER))
                .forEach(owner -> bringBy(owner, carrier));
        for (Component library : npmPackage.libraries()) {
            register(library);
            dependency.addDependency(new Dependency(library.getBomRef()));
        }
        dependencies.put(carrier.getBomRef(), dependency);
    }

    private void register(Component component) {
        components.put(component.getBomRef(), component);
        dependencies.putIfAbsent(component.getBomRef(), new Dependency(component.getBomRef()));
    }

    private static List<Path> packages(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted(Comparator.comparing(Path::toString)).toList();
        }
    }
}
