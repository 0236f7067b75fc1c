package dev.halftone.manifests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** An expression of PromQL, as far as the names in it go. */
record Query(String expression) {

    private static final Pattern METRIC = Pattern.compile("\\b([a-z]+(?:_[a-z0-9]+)+|up)\\b(?!\\()(?:\\{([^}]*)})?");
    private static final Pattern GROUPED = Pattern.compile("\\bby \\(([^)]*)\\)");
    private static final Pattern MATCHED = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");

    /** Given to each metric by whoever scrapes it. */
    private static final Set<String> SCRAPED = Set.of("instance", "job");

    /** What is no metric, or no label of those that are asked for. */
    List<String> unknown(Map<String, Set<String>> labelsByName) {
        List<String> unknown = new ArrayList<>();
        Set<String> labels = new TreeSet<>(SCRAPED);
        String names = expression.replaceAll("\"[^\"]*\"", "\"\"").replaceAll("\\bby \\([^)]*\\)", "");
        for (MatchResult metric : METRIC.matcher(names).results().toList()) {
            Set<String> own = labelsByName.get(metric.group(1));
            if (own == null) {
                unknown.add(metric.group(1));
                continue;
            }
            labels.addAll(own);
            MATCHED.matcher(metric.group(2) == null ? "" : metric.group(2))
                    .results()
                    .map(label -> label.group(1))
                    .filter(label -> !own.contains(label) && !SCRAPED.contains(label))
                    .forEach(label -> unknown.add(metric.group(1) + "{" + label + "}"));
        }
        GROUPED.matcher(expression)
                .results()
                .flatMap(group -> Pattern.compile(",\\s*").splitAsStream(group.group(1)))
                .filter(label -> !labels.contains(label))
                .forEach(label -> unknown.add("by (" + label + ")"));
        return unknown;
    }
}
