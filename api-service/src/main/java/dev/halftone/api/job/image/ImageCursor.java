package dev.halftone.api.job.image;

import dev.halftone.api.job.PageCursor;
import dev.halftone.api.problem.ProblemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The last image of a page. */
record ImageCursor(int row, int position) {

    static final ImageCursor START = new ImageCursor(0, 0);
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\.(\\d{1,4})");

    /** @throws ProblemException if the text is no cursor */
    static ImageCursor parse(@Nullable String text) {
        if (text == null) {
            return START;
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw PageCursor.refused(text);
        }
        return new ImageCursor(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public String toString() {
        return row + "." + position;
    }
}
