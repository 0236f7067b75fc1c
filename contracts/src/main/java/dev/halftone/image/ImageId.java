package dev.halftone.image;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.halftone.job.JobId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Identifies an image: one source of one row of one job. As text, which clients see, {@code <request id>-<row>-<position>}.
 *
 * @param row the row's number in its manifest, from 1
 * @param position the source's place in its row, from 0
 */
public record ImageId(JobId job, int row, int position) {

    private static final Pattern FORM =
            Pattern.compile("(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})-(\\d{1,9})-(\\d{1,5})");

    public ImageId {
        if (row < 1 || position < 0) {
            throw new IllegalArgumentException("row " + row + ", position " + position + " names no image");
        }
    }

    /** @throws IllegalArgumentException if the text names no image */
    @JsonCreator
    public static ImageId parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no image's id");
        }
        return new ImageId(
                JobId.parse(matcher.group(1)), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
    }

    @JsonValue
    @Override
    public String toString() {
        return job + "-" + row + "-" + position;
    }
}
