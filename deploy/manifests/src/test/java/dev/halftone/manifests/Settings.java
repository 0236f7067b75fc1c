package dev.halftone.manifests;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;
import org.yaml.snakeyaml.Yaml;

/**
 * A service as it is configured: by its own file and its records' defaults, under an environment.
 *
 * @param file the service's own configuration
 * @param values of its records, by the settings' names
 */
public record Settings(Node file, Map<String, Object> values) {

    private static final Set<String> SPRINGS_OWN = springsOwn();
    private static final Map<String, List<Class<?>>> RECORDS = new ConcurrentHashMap<>();

    /**
     * @param name of the service's configuration and package, as in {@code api}
     * @throws RuntimeException if a value is not what its setting takes
     */
    public static Settings of(String name, Map<String, String> environment) {
        return new Settings(file("/halftone-" + name + ".yaml"), values("dev.halftone." + name, environment));
    }

    /** What is no setting of these services, be it that it is misspelt. */
    static List<String> unknown(Map<String, String> environment, Settings... services) {
        Set<String> known = new HashSet<>(SPRINGS_OWN);
        for (Settings service : services) {
            service.values.keySet().forEach(name -> known.add(variable(name)));
        }
        return environment.keySet().stream()
                .filter(variable -> !known.contains(variable))
                .sorted()
                .toList();
    }

    public Duration duration(String name) {
        return (Duration) value(name);
    }

    public int number(String name) {
        return (Integer) value(name);
    }

    DataSize size(String name) {
        return (DataSize) value(name);
    }

    private Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new NoSuchElementException("no setting " + name);
        }
        return value;
    }

    private static Node file(String name) {
        try (InputStream file = Settings.class.getResourceAsStream(name)) {
            return new Node(name, new Yaml().load(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> values(String service, Map<String, String> environment) {
        Map<String, Object> values = new TreeMap<>();
        RECORDS.computeIfAbsent(service, Settings::records).forEach(type -> values.putAll(values(type, environment)));
        return values;
    }

    /** The records that the settings of a package are bound to. */
    static List<Class<?>> records(String service) {
        ClassPathScanningCandidateComponentProvider records = new ClassPathScanningCandidateComponentProvider(false);
        records.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return records.findCandidateComponents(service).stream()
                .<Class<?>>map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .toList();
    }

    private static Map<String, Object> values(Class<?> type, Map<String, String> environment) {
        String prefix = type.getAnnotation(ConfigurationProperties.class).value();
        Object bound = binder(environment).bindOrCreate(prefix, Bindable.of(type));
        Map<String, Object> values = new TreeMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            Object value = read(component, bound);
            values.put(prefix + "." + name, value == null ? "none" : value);
        }
        return values;
    }

    private static Binder binder(Map<String, String> environment) {
        MutablePropertySources sources = new MutablePropertySources();
        sources.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", Map.copyOf(environment)));
        return new Binder(
                ConfigurationPropertySources.from(sources), null, ApplicationConversionService.getSharedInstance());
    }

    private static @Nullable Object read(RecordComponent component, Object settings) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(settings);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The form that README.md uses: dots and dashes are underscores. */
    private static String variable(String name) {
        return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static Set<String> springsOwn() {
        Set<String> names = new HashSet<>();
        try {
            for (URL metadata : Collections.list(
                    Settings.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
                try (Reader json = new InputStreamReader(metadata.openStream(), StandardCharsets.UTF_8)) {
                    new Node(metadata.toString(), new Gson().fromJson(json, Map.class))
                            .at("properties")
                            .items()
                            .forEach(property ->
                                    names.add(variable(property.at("name").text())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
