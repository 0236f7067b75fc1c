package dev.halftone.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The objects that a cluster is given. */
public record Manifests(List<Node> objects) {

    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    public static final Path KUBERNETES = ROOT.resolve("deploy/kubernetes");

    public static Manifests of(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Iterable<Object> documents = new Yaml(new SafeConstructor(options)).loadAll(yaml);
        return new Manifests(StreamSupport.stream(documents.spliterator(), false)
                .map(document -> new Node("", document))
                .map(object -> new Node(name(object), object.value()))
                .toList());
    }

    /** The files of a directory, as they are: what overlays change is not in them. */
    public static String text(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("kustomization.yaml"))
                    .sorted(Comparator.naturalOrder())
                    .map(Manifests::read)
                    .collect(Collectors.joining("---\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Node get(String kind, String name) {
        return all(kind)
                .filter(object -> object.at("metadata", "name").text().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there is no " + kind + " " + name));
    }

    Stream<Node> all(String kind) {
        return objects.stream().filter(object -> object.at("kind").text().equals(kind));
    }

    private static String name(Node object) {
        return object.at("kind").text() + "/" + object.at("metadata", "name").text();
    }
}
