package dev.halftone.api.job.image;

import dev.halftone.api.job.Columns;
import dev.halftone.api.job.PageSize;
import dev.halftone.image.ImageId;
import dev.halftone.image.Rendition;
import dev.halftone.job.JobId;
import dev.halftone.wire.RenditionJson;
import io.r2dbc.spi.Readable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An image that a page looked at.
 *
 * @param place among those that it looked at, from 1
 * @param renditions of its job, as JSON
 */
record HistoryLine(ImageLine image, boolean isFound, long place, String renditions) {

    static HistoryLine read(Readable line) {
        Columns columns = new Columns(line);
        return new HistoryLine(
                ImageLine.read(line),
                columns.get("is_found", Boolean.class),
                columns.get("place", Long.class),
                columns.text("renditions"));
    }

    /** @param read of those that are looked for one more than the page has, or all, and the last that was looked at */
    static History.Page page(List<HistoryLine> read, Stretch stretch, PageSize size, UnaryOperator<String> urlOf) {
        List<HistoryLine> found = read.stream().filter(HistoryLine::isFound).toList();
        List<HistoryLine> entries = size.entries(found);
        return new History.Page(
                views(entries, urlOf),
                found.size() > entries.size() ? entries.getLast().image().id() : next(read, stretch));
    }

    private static @Nullable ImageId next(List<HistoryLine> read, Stretch stretch) {
        boolean isCutShort = !read.isEmpty() && read.getLast().place() == History.IMAGES;
        return isCutShort ? read.getLast().image().id() : stretch.rest();
    }

    private static List<ImageView> views(List<HistoryLine> lines, UnaryOperator<String> urlOf) {
        Map<JobId, List<Rendition>> renditions = new HashMap<>();
        return lines.stream()
                .map(line -> line.image()
                        .view(new Files(
                                renditions.computeIfAbsent(
                                        line.image().id().job(), _ -> RenditionJson.readAccepted(line.renditions())),
                                urlOf)))
                .toList();
    }
}
