package dev.halftone.analysis;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The analyses that exist. A new one is a class and a line here. */
public final class Analyses {

    public static final List<Analysis> ALL = List.of(
            new FileMd5(),
            new FileSha256(),
            new Dimensions(),
            new FileFormat(),
            new DominantColour(),
            new BlurHash(),
            new PerceptualHash());

    private Analyses() {}

    /**
     * Those of the given names, each once and in the order of the list.
     *
     * @throws UnknownAnalysisException naming those that exist, if one of the names is none's
     */
    public static List<Analysis> named(List<? extends @Nullable String> names) {
        Set<String> wanted = new HashSet<>();
        for (int index = 0; index < names.size(); index++) {
            String name = names.get(index);
            if (name == null
                    || ALL.stream().noneMatch(analysis -> analysis.name().equals(name))) {
                throw new UnknownAnalysisException(String.valueOf(name), index);
            }
            wanted.add(name);
        }
        return ALL.stream().filter(analysis -> wanted.contains(analysis.name())).toList();
    }

    public static List<String> names(List<Analysis> analyses) {
        return analyses.stream().map(Analysis::name).toList();
    }

    /** All names, for people. */
    static String listed() {
        return ALL.stream().map(Analysis::name).collect(Collectors.joining(", "));
    }
}
