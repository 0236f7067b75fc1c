package dev.halftone.hostile.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class MutatorTest {

    private static final int MANY = 400;

    @Test
    void aNumberIsAlwaysTheSameDamage() throws IOException {
        Mutator one = new Mutator(Pictures.png(), 42);
        Mutator other = new Mutator(Pictures.png(), 42);

        assertThat(IntStream.range(0, 50))
                .allSatisfy(n -> assertThat(one.mutant(n)).isEqualTo(other.mutant(n)));
        assertThat(new Mutator(Pictures.png(), 43).mutant(0)).isNotEqualTo(one.mutant(0));
    }

    @Test
    void nearlyAllDamagesDiffer() throws IOException {
        Mutator mutator = new Mutator(Pictures.jpeg(true), 1);
        Set<Integer> different = new HashSet<>();
        IntStream.range(0, MANY).forEach(n -> different.add(Arrays.hashCode(mutator.mutant(n))));

        assertThat(different).hasSizeGreaterThan(MANY * 9 / 10);
    }

    @Test
    void whatIsDamagedIsAProperPicture() throws IOException {
        for (byte[] file : new byte[][] {Pictures.jpeg(false), Pictures.jpeg(true), Pictures.png(), Pictures.tiff()}) {
            assertThat(ImageIO.read(new ByteArrayInputStream(file)).getWidth()).isEqualTo(240);
        }
    }
}
