package dev.halftone.image;

import dev.halftone.image.filter.Blur;
import dev.halftone.image.filter.BoxBlur;
import dev.halftone.image.filter.Color3DLut;
import dev.halftone.image.filter.GaussianBlur;
import dev.halftone.image.filter.Grayscale;
import dev.halftone.image.filter.Kernel;
import dev.halftone.image.filter.MaxFilter;
import dev.halftone.image.filter.MedianFilter;
import dev.halftone.image.filter.MinFilter;
import dev.halftone.image.filter.ModeFilter;
import dev.halftone.image.filter.NamedKernels;
import dev.halftone.image.filter.RankFilter;
import dev.halftone.image.filter.Sharpen;
import dev.halftone.image.filter.UnsharpMask;
import dev.halftone.image.geometry.Crop;
import dev.halftone.image.geometry.Flip;
import dev.halftone.image.geometry.Rotate;
import dev.halftone.image.geometry.Thumbnail;
import dev.halftone.image.geometry.Watermark;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operations that exist. A new one is a class and a line here. */
public final class Operations {

    public static final List<OperationType> ALL = Stream.of(
                    List.of(Resize.TYPE, Thumbnail.TYPE, Crop.TYPE, Rotate.TYPE, Flip.TYPE),
                    List.of(Watermark.TYPE),
                    List.of(Grayscale.TYPE, Blur.TYPE, Sharpen.TYPE),
                    NamedKernels.TYPES,
                    List.of(
                            Kernel.TYPE,
                            RankFilter.TYPE,
                            MedianFilter.TYPE,
                            MinFilter.TYPE,
                            MaxFilter.TYPE,
                            ModeFilter.TYPE),
                    List.of(GaussianBlur.TYPE, BoxBlur.TYPE, UnsharpMask.TYPE, Color3DLut.TYPE),
                    List.of(Convert.TYPE, Compress.TYPE))
            .flatMap(List::stream)
            .toList();

    private Operations() {}

    /** @throws InvalidPipelineException naming those that exist, if none has this name */
    static OperationType named(@Nullable Object name) {
        return ALL.stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidPipelineException(
                        "no operation is called '" + Arguments.shown(String.valueOf(name)) + "'; there are "
                                + ALL.stream().map(OperationType::name).collect(Collectors.joining(", ")),
                        Pipeline.OPERATION));
    }
}
