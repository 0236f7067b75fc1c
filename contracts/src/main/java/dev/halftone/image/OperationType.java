package dev.halftone.image;

import java.util.List;
import java.util.function.Function;

/** An operation as it is declared: its name, what it does, its parameters and how its record is made of arguments. */
public record OperationType(
        String name, String description, List<Parameter> parameters, Function<Arguments, Operation> reader) {}
