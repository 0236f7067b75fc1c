package dev.halftone.image;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
     * Reads what a client asks for: the form that {@link #asked()} writes.
     *
     * @throws InvalidPipelineException naming the step, what is wrong with it and what is allowed
     */
    public static Pipeline read(List<? extends @Nullable Map<String, ?>> steps) {
        return read(steps, OperationType::operation);
    }

    /** Reads what an accepted job has: the form that {@link #steps()} writes. */
    public static Pipeline readAccepted(List<? extends @Nullable Map<String, ?>> steps) {
        return read(steps, OperationType::accepted);
    }

    private static Pipeline read(
            List<? extends @Nullable Map<String, ?>> steps,
            BiFunction<OperationType, Map<String, Object>, Operation> maker) {
        return new Pipeline(IntStream.range(0, steps.size())
                .mapToObj(index -> inStep(index, () -> read(steps.get(index), maker)))
                .toList());
    }

    private static Operation read(
            @Nullable Map<String, ?> step, BiFunction<OperationType, Map<String, Object>, Operation> maker) {
        if (step == null) {
            throw new InvalidPipelineException("is null, but takes an object such as {\"operation\":\"grayscale\"}");
        }
        OperationType type = Operations.named(step.get(OPERATION));
        Map<String, Object> arguments = new LinkedHashMap<>(step);
        arguments.remove(OPERATION);
        return maker.apply(type, arguments);
    }

    private static Operation inStep(int index, Supplier<Operation> work) {
        try {
            return work.get();
        } catch (InvalidPipelineException e) {
            throw e.in("step " + (index + 1) + ": ", "/" + index);
        }
    }

    /** The operations as data: each a map of {@code operation}, its name, and its arguments. */
    public List<Map<String, Object>> steps() {
        return operations.stream()
                .map(operation -> step(operation, operation.arguments().written()))
                .toList();
    }

    /** The same, as a client may ask for it: without what was found when the job was accepted. */
    public List<Map<String, Object>> asked() {
        return operations.stream()
                .map(operation -> step(operation, operation.arguments().asked()))
                .toList();
    }

    private static Map<String, Object> step(Operation operation, Map<String, Object> arguments) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put(OPERATION, operation.type().name());
        step.putAll(arguments);
        return step;
    }

    /** The other images that its operations use. */
    public Stream<Composing> composing() {
        return operations.stream().filter(Composing.class::isInstance).map(Composing.class::cast);
    }

    /**
     * The same, with the objects that stand for the other images that it uses.
     *
     * @param objects their keys, by the images' SHA-256
     * @throws InvalidPipelineException naming the step, if there is none for an image
     */
    public Pipeline accepted(Map<String, String> objects) {
        return new Pipeline(IntStream.range(0, operations.size())
                .mapToObj(index -> inStep(index, () -> accepted(operations.get(index), objects)))
                .toList());
    }

    private static Operation accepted(Operation operation, Map<String, String> objects) {
        return operation instanceof Composing composing ? composing.with(objects) : operation;
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
