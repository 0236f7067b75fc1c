package dev.halftone.manifests;

import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The page of all settings, made of the records that they are bound to and of what is said there. */
final class SettingsPage {

    private static final String BEGIN = """
            # Settings
            Made of the services' settings records; `SettingsPageTest` compares it with them and leaves a new one in `deploy/manifests/target/settings.md`.

            Each is a property (`--halftone.fetch.max-bytes=10MB`) or an environment variable, with underscores for dots and dashes
            (`HALFTONE_FETCH_MAX_BYTES=10MB`). Durations are `500ms`, `20s`, `5m`, `1h`, `30d`; sizes `1KB`, `25MB`, `1GB`; lists have commas. Where a
            service has no value that it can work with, it says which and does not start. Spring's own (`server.port`, `spring.r2dbc.*`, `logging.*`,
            `management.*`) are in its documentation; what the services set of them is in `halftone-api.yaml` and `halftone-worker.yaml`.
            """;

    private static final Pattern PARAMETER = Pattern.compile("(?s)@param (\\w+) (.*?)(?=@param|\\*/)");
    private static final Pattern INLINE = Pattern.compile("\\{@(?:code|link) #?([^}]*)}");

    private SettingsPage() {}

    static String of(String... services) {
        return BEGIN + Arrays.stream(services).map(SettingsPage::service).collect(Collectors.joining());
    }

    private static String service(String name) {
        return "\n## The " + name + "\n"
                + Settings.records("dev.halftone." + name).stream()
                        // one within a class has a part of what another says
                        .filter(type -> !type.isMemberClass())
                        .sorted(Comparator.comparing(SettingsPage::prefix))
                        .map(type -> section(type, source(name, type)))
                        .collect(Collectors.joining());
    }

    private static String section(Class<?> type, String source) {
        Map<String, String> meanings = meanings(source);
        return "\n### `" + prefix(type) + "`\n" + summary(source)
                + "\n\n| setting | default | meaning |\n|---|---|---|\n"
                + parameters(type)
                        .map(parameter -> "| `" + kebab(parameter.getName()) + "` | " + byDefault(parameter) + " | "
                                + meaning(type, parameter, meanings) + " |\n")
                        .collect(Collectors.joining());
    }

    /** Of the constructor that is bound to: the one with all of the components. */
    private static Stream<Parameter> parameters(Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors())
                .filter(constructor -> constructor.getParameterCount() == type.getRecordComponents().length)
                .limit(1)
                .flatMap(constructor -> Arrays.stream(constructor.getParameters()));
    }

    private static String byDefault(Parameter parameter) {
        DefaultValue value = parameter.getAnnotation(DefaultValue.class);
        String text = value == null ? "" : String.join(", ", value.value());
        return text.isEmpty() ? "none" : "`" + text + "`";
    }

    private static String meaning(Class<?> type, Parameter parameter, Map<String, String> meanings) {
        String meaning = meanings.get(parameter.getName());
        if (meaning == null) {
            throw new IllegalStateException(type.getSimpleName() + " does not say what " + parameter.getName() + " is");
        }
        return meaning;
    }

    private static Map<String, String> meanings(String source) {
        return PARAMETER
                .matcher(source.substring(0, source.indexOf("*/") + 2))
                .results()
                .collect(Collectors.toMap(
                        found -> found.group(1), found -> text(found.group(2)), (one, _) -> one, TreeMap::new));
    }

    private static String summary(String source) {
        String comment = source.substring(source.indexOf("/**") + 3, source.indexOf("*/"));
        return text(comment.split("@param", 2)[0]);
    }

    private static String text(String comment) {
        String line = List.of(comment.split("\n")).stream()
                .map(part -> part.strip().replaceFirst("^\\*( |$)", "").strip())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        return INLINE.matcher(line)
                .replaceAll(SettingsPage::code)
                .replace("<p>", "")
                .replace("|", "\\|");
    }

    private static String code(MatchResult inline) {
        return "`" + inline.group(1) + "`";
    }

    /** From the comment of the record on: no other comes before it. */
    private static String source(String service, Class<?> type) {
        String file = service + "-service/src/main/java/" + type.getName().replace('.', '/') + ".java";
        String text = Manifests.read(Manifests.ROOT.resolve(file));
        return text.substring(text.indexOf("/**"));
    }

    private static String prefix(Class<?> type) {
        return type.getAnnotation(ConfigurationProperties.class).value();
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
