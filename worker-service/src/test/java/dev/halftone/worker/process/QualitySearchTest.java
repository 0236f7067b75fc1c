package dev.halftone.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.image.ImageFormat;
import dev.halftone.worker.process.QualitySearch.Rung;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QualitySearchTest {

    private static final Ladder JPEG = Ladder.of(ImageFormat.JPEG);

    private final List<Integer> tried = new ArrayList<>();

    @Test
    void findsNearlyTheFinestThatFitsOnASmoothCurve() {
        for (int target = 150_000; target < 520_000; target += 7_000) {
            tried.clear();
            Rung found = search(target, QualitySearchTest::smooth);
            assertThat(found.file().length).isBetween((int) (0.93 * target), target);
            assertThat(tried).hasSizeLessThanOrEqualTo(4);
        }
    }

    @Test
    void landsOnTheBrinkOfACliff() {
        Rung found = search(100_000, quality -> quality >= 76 ? 150_000 : 60_000 + quality);

        assertThat(found.level()).isEqualTo(75);
        assertThat(tried).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void neverReturnsAFileOverTheTargetWhereTheCurveIsNotMonotone() {
        for (int target = 165_000; target < 450_000; target += 3_000) {
            tried.clear();
            Rung found = search(target, quality -> smooth(quality) * (quality % 2 == 0 ? 1.1 : 0.9));
            assertThat(found.file().length).isLessThanOrEqualTo(target);
            assertThat(tried).hasSizeLessThanOrEqualTo(5).doesNotHaveDuplicates();
        }
    }

    @Test
    void keepsTheBestThatFitsThoughLaterTriesAreWorse() {
        Rung found = search(100_000, quality -> quality <= 75 ? 50_000 : 500_000);

        assertThat(found.level()).isEqualTo(75);
    }

    @Test
    void stopsAtTheTopIfEvenThatFits() {
        Rung found = search(10_000_000, QualitySearchTest::smooth);

        assertThat(found.level()).isEqualTo(JPEG.top());
        assertThat(tried).hasSize(2);
    }

    @Test
    void endsAtTheFloorIfNothingFits() {
        Rung found = search(100, QualitySearchTest::smooth);

        assertThat(found.level()).isEqualTo(JPEG.floor());
        assertThat(tried).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void triesTheFloorBeforeItGivesUpOnACurveThatMisleads() {
        Rung found = search(99_999, quality -> quality == JPEG.floor() ? 90_000 : 100_000 + quality);

        assertThat(found.level()).isEqualTo(JPEG.floor());
        assertThat(tried).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void climbsALadderOfTwoRungs() {
        Ladder below = new Ladder(0, 0, 1, 0, level -> new Encoding.PalettePng(level + 1, 0), level -> level);

        Rung found = QualitySearch.run(below, 10, encoding -> new byte[5]);

        assertThat(found.level()).isEqualTo(1);
    }

    @Test
    void everyLadderExpectsLargerFilesFurtherUp() {
        for (ImageFormat format : ImageFormat.values()) {
            Ladder ladder = Ladder.of(format);
            assertThat(IntStream.rangeClosed(ladder.bottom(), ladder.top())
                            .mapToDouble(ladder.logSize())
                            .boxed())
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(ladder.start()).isBetween(ladder.floor(), ladder.top());
            assertThat(ladder.belowFloor().top()).isLessThan(ladder.floor());
        }
    }

    @Test
    void startsWhereTheSourcesOwnTablesLead() {
        assertThat(Ladder.jpegQuality(0.2, 0.5)).isBetween(74, 78);
        assertThat(Ladder.jpegQuality(0.5, 1)).isEqualTo(75);
        assertThat(Ladder.jpegQuality(2, 1)).isEqualTo(25);
    }

    private Rung search(long target, IntToDoubleFunction sizes) {
        return QualitySearch.run(JPEG, target, encoding -> {
            int quality = ((Encoding.Jpeg) encoding).quality();
            tried.add(quality);
            return new byte[(int) sizes.applyAsDouble(quality)];
        });
    }

    /** Like a photo of two megapixels. */
    private static double smooth(int quality) {
        return 170_000 * Math.pow(quality < 50 ? 50.0 / quality : (100 - quality) / 50.0, -0.7);
    }
}
