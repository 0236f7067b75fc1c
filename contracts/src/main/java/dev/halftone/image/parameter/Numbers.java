package dev.halftone.image.parameter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A list of numbers, each in a closed range. */
record Numbers(int fewest, int most, double min, double max) implements ValueType<List<Double>> {

    @Override
    public Optional<List<Double>> read(@Nullable Object given) {
        if (!(given instanceof List<?> list) || list.size() < fewest || list.size() > most) {
            return Optional.empty();
        }
        RealNumber each = new RealNumber(min, max);
        List<Double> numbers =
                list.stream().map(each::read).flatMap(Optional::stream).toList();
        return numbers.size() == list.size() ? Optional.of(numbers) : Optional.empty();
    }

    @Override
    public String allowed() {
        String count = fewest == most ? Integer.toString(most) : fewest + " to " + most;
        return "a list of " + count + " numbers, each from " + min + " to " + max;
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", new RealNumber(min, max).schema());
        schema.put("minItems", fewest);
        schema.put("maxItems", most);
        return schema;
    }
}
