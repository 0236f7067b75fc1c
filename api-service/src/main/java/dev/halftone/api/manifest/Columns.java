package dev.halftone.api.manifest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The header of a manifest: its columns as written, and which of them hold the required fields. */
final class Columns {

    private final int line;
    private final List<String> names;
    private final Map<Field, List<Integer>> places = new EnumMap<>(Field.class);

    /** Blank names after the last one, the mark of trailing delimiters, name no column. */
    Columns(RawRecord header) {
        this.line = header.line();
        this.names = header.cells().subList(0, lastNamed(header.cells()) + 1);
        IntStream.range(0, names.size())
                .forEach(index -> Field.of(names.get(index))
                        .ifPresent(field -> places.computeIfAbsent(field, _ -> new ArrayList<>())
                                .add(index)));
    }

    private static int lastNamed(List<String> names) {
        return IntStream.range(0, names.size())
                .filter(index -> !names.get(index).isBlank())
                .max()
                .orElse(-1);
    }

    List<String> names() {
        return names;
    }

    int count() {
        return names.size();
    }

    /** Where the field's cell is. The header has to be without faults. */
    int placeOf(Field field) {
        return places.getOrDefault(field, List.of()).getFirst();
    }

    /** The column's name, or none where a line has more cells than the header. */
    @Nullable
    String name(int place) {
        return place < names.size() ? names.get(place) : null;
    }

    /** What keeps the required fields from being found. */
    List<Rejection> faults() {
        List<Rejection> faults = new ArrayList<>();
        for (Field field : Field.values()) {
            List<Integer> found = places.getOrDefault(field, List.of());
            if (found.isEmpty()) {
                faults.add(missing(field));
            } else if (found.size() > 1) {
                faults.add(duplicate(field, found));
            }
        }
        return faults;
    }

    private Rejection missing(Field field) {
        return Rejection.inCell(
                line,
                field.title(),
                RejectionCode.MISSING_COLUMN,
                "The header has no column '" + field.title() + "'; it has " + Quoted.list(names)
                        + ". Add the column, or rename the one that holds it.");
    }

    private Rejection duplicate(Field field, List<Integer> found) {
        return Rejection.inCell(
                line,
                names.get(found.getLast()),
                RejectionCode.DUPLICATE_COLUMN,
                "The columns " + Quoted.list(found.stream().map(names::get).toList()) + " are each a '" + field.title()
                        + "'. Keep one, or rename the other.");
    }
}
