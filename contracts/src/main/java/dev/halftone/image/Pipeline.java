package dev.halftone.image;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The ordered operations for one image. */
public record Pipeline(List<Operation> operations) {

    /** "By 50 %": at most half of the source's bytes. */
    public static final Pipeline DEFAULT = new Pipeline(List.of(Compress.toRatio(0.5)));

    static final String OPERATION = "operation";

    public static final int MAX_OPERATIONS = 16;

    /** @throws InvalidPipelineException if the operations make no pipeline */
    public Pipeline {
        operations = List.copyOf(operations);
        if (operations.isEmpty() || operations.size() > MAX_OPERATIONS) {
            throw new InvalidPipelineException("a pipeline has from 1 to " + MAX_OPERATIONS + " operations");
        }
        if (operations.stream().limit(operations.size() - 1L).anyMatch(Compress.class::isInstance)) {
            throw new InvalidPipelineException("compress is the last operation of a pipeline");
        }
        if (operations.stream().filter(Convert.class::isInstance).count() > 1) {
            throw new InvalidPipelineException("a pipeline converts once");
        }
    }

    /**
     * Reads the form that {@link #steps()} writes.
     *
     * @throws InvalidPipelineException naming the step, what is wrong with it and what is allowed
     */
    public static Pipeline read(List<? extends @Nullable Map<String, ?>> steps) {
        return new Pipeline(IntStream.range(0, steps.size())
                .mapToObj(index -> read(index, steps.get(index)))
                .toList());
    }

    private static Operation read(int index, @Nullable Map<String, ?> step) {
        try {
            if (step == null) {
                throw new InvalidPipelineException(
                        "is null, but takes an object such as {\"operation\":\"grayscale\"}");
            }
            OperationType type = Operations.named(step.get(OPERATION));
            Map<String, Object> arguments = new LinkedHashMap<>(step);
            arguments.remove(OPERATION);
            return type.operation(arguments);
        } catch (InvalidPipelineException e) {
            throw e.in("step " + (index + 1) + ": ", "/" + index);
        }
    }

    /** The operations as data: each a map of {@code operation}, its name, and its arguments. */
    public List<Map<String, Object>> steps() {
        return operations.stream().map(Pipeline::step).toList();
    }

    private static Map<String, Object> step(Operation operation) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put(OPERATION, operation.type().name());
        step.putAll(operation.arguments().written());
        return step;
    }

    /** The format that is stored, for a source of the given one. */
    public ImageFormat outputFormat(ImageFormat source) {
        return operations.stream()
                .filter(Convert.class::isInstance)
                .map(operation -> ((Convert) operation).format())
                .findFirst()
                .orElse(source == ImageFormat.TIFF ? ImageFormat.PNG : source);
    }

    /** The compression asked for, if any. */
    public Optional<Compress> compress() {
        return operations.getLast() instanceof Compress compress ? Optional.of(compress) : Optional.empty();
    }

    /** Equal for equal pipelines in every process and version: 16 hexadecimal digits of the SHA-256 of {@link #steps()}. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(steps().toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
