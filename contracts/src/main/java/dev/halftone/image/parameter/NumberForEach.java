package dev.halftone.image.parameter;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A number for each of several directions, in a closed range: as a list, or one for all. */
record NumberForEach(int count, double min, double max, boolean whole) implements ValueType<List<Double>> {

    @Override
    public Optional<List<Double>> read(@Nullable Object given) {
        List<?> list = given instanceof List<?> several ? several : Collections.nCopies(count, given);
        return list.stream().allMatch(number -> one().read(number).isPresent())
                ? new Numbers(count, count, min, max).read(list)
                : Optional.empty();
    }

    @Override
    public Object written(List<Double> value) {
        List<Number> numbers = value.stream()
                .map(number -> whole ? (Number) number.intValue() : number)
                .toList();
        return numbers.stream().distinct().count() == 1 ? numbers.getFirst() : numbers;
    }

    @Override
    public String allowed() {
        return one().allowed() + ", or a list of " + count + " such numbers";
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of(
                "anyOf",
                List.of(
                        one().schema(),
                        Map.of("type", "array", "items", one().schema(), "minItems", count, "maxItems", count)));
    }

    private ValueType<?> one() {
        return whole ? new WholeNumber((int) min, (int) max, false) : new RealNumber(min, max);
    }
}
