package dev.halftone.image;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations that exist. A new one is a record and a line here. */
public final class Operations {

    public static final List<OperationType> ALL = List.of(Resize.TYPE, Convert.TYPE, Compress.TYPE);

    private Operations() {}

    /** @throws InvalidPipelineException naming those that exist, if none has this name */
    static OperationType named(@Nullable Object name) {
        return ALL.stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidPipelineException("no operation is called '" + name + "'; there are "
                        + String.join(
                                ", ", ALL.stream().map(OperationType::name).toList())));
    }
}
