package dev.halftone.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.halftone.image.parameter.Parameter;
import dev.halftone.wire.RenditionJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.json.JsonMapper;

class OperationsTest {

    static final List<String> ONE_OF_EACH = Steps.ONE_OF_EACH;
    static final List<OperationType> ALL = Operations.ALL;

    @Test
    void noNameIsTakenTwiceAndEachIsTriedHere() {
        assertThat(ALL).extracting(OperationType::name).doesNotHaveDuplicates();
        assertThat(ONE_OF_EACH)
                .map(json -> Steps.step(json).get("operation"))
                .containsExactlyElementsOf(
                        ALL.stream().<Object>map(OperationType::name).toList());
    }

    @ParameterizedTest
    @FieldSource("ONE_OF_EACH")
    void readsWhatItWrites(String json) {
        Pipeline pipeline = Steps.pipeline(json);
        List<Rendition> renditions = List.of(new Rendition("out", pipeline));
        List<Rendition> again = RenditionJson.read(RenditionJson.write(renditions));

        assertThat(again).isEqualTo(renditions).hasSameHashCodeAs(renditions);
        assertThat(again.getFirst().pipeline().fingerprint()).isEqualTo(pipeline.fingerprint());
        assertThat(again.getFirst().pipeline().steps()).isEqualTo(pipeline.steps());
    }

    @ParameterizedTest
    @FieldSource("ONE_OF_EACH")
    void itsSchemaTakesWhatItTakes(String json) {
        Map<String, Object> step = Steps.step(json);
        OperationType operation = Operations.named(step.get("operation"));
        SchemaCheck schema = new SchemaCheck(plain(operation.schema()));

        assertThat(schema.faults(step)).isEmpty();
        assertThat(schema.faults(plain(Steps.pipeline(json).steps().getFirst())))
                .isEmpty();
        step.put("colour", "red");
        assertThat(schema.faults(step)).isNotEmpty();
    }

    /** What each parameter says that it takes, against what it does take: at and beyond its bounds, and of other types. */
    @ParameterizedTest
    @FieldSource("ALL")
    void theSchemaOfAParameterAgreesWithIt(OperationType operation) {
        for (Parameter<?> parameter : operation.parameters()) {
            SchemaCheck schema = new SchemaCheck(plain(parameter.schema()));
            int takes = 0;
            for (Object value : Values.AROUND_ALL_BOUNDS) {
                boolean taken = parameter.type().read(value).isPresent();
                takes += taken ? 1 : 0;
                assertThat(schema.faults(value).isEmpty())
                        .as("%s of %s takes %s", parameter.name(), operation.name(), value)
                        .isEqualTo(taken);
            }
            assertThat(takes).as("%s of %s", parameter.name(), operation.name()).isPositive();
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void isDescribedInFull(OperationType operation) {
        assertThat(operation.description()).endsWith(".");
        assertThat(operation.parameters()).allSatisfy(parameter -> {
            assertThat(parameter.description()).isNotBlank();
            assertThat(parameter.type().allowed()).isNotBlank();
        });
    }

    @Test
    void whatIsLeftOutIsTheDefault() {
        assertThat(Steps.pipeline("{'operation':'GaussianBlur'}"))
                .isEqualTo(Steps.pipeline("{'operation':'GaussianBlur','radius':2}"))
                .isEqualTo(Steps.pipeline("{'operation':'GaussianBlur','radius':[2.0,2]}"))
                .isNotEqualTo(Steps.pipeline("{'operation':'GaussianBlur','radius':[2,3]}"));
        assertThat(Steps.pipeline("{'operation':'UnsharpMask'}").steps())
                .containsExactly(new LinkedHashMap<>(
                        Map.of("operation", "UnsharpMask", "radius", 2.0, "percent", 150, "threshold", 3)));
    }

    @Test
    void theFingerprintsOfPipelinesThatWereStoredNeverChange() {
        assertThat(Steps.pipeline("{'operation':'resize','width':600}").fingerprint())
                .isEqualTo(Steps.pipeline("{'operation':'resize','enlarge':false,'width':600,'background':'#ffffff'}")
                        .fingerprint())
                .isEqualTo("1f5cb9d57ad62c08");
        assertThat(Steps.pipeline(
                                "{'operation':'resize','height':200,'width':200,'fit':'cover'}",
                                "{'operation':'convert','format':'webp'}",
                                "{'operation':'compress','quality':70}")
                        .fingerprint())
                .isEqualTo("9a4d779b24487739");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'operation':'shrink'}                                        | /0/operation  | no operation is called 'shrink'; there are resize, thumbnail, crop
            {}                                                            | /0/operation  | no operation is called 'null'
            {'operation':'resize'}                                        | /0            | resize needs a 'width', a 'height' or both
            {'operation':'resize','width':0}                              | /0/width      | resize: 'width' is 0, but takes a whole number from 1 to 16384
            {'operation':'resize','width':9,'fit':'stretch'}              | /0/fit        | resize: 'fit' is stretch, but takes one of inside, cover, contain, fill
            {'operation':'resize','width':9,'enlarge':'yes'}              | /0/enlarge    | resize: 'enlarge' is yes, but takes true or false
            {'operation':'resize','width':9,'background':'red'}           | /0/background | resize: 'background' is red, but takes a colour such as #ffffff, or #ffffff00
            {'operation':'resize','width':9,'a/b~c':1}                    | /0/a~1b~0c    | resize has no parameter 'a/b~c'; it takes width, height, fit, enlarge, background
            {'operation':'EMBOSS','size':3}                               | /0/size       | EMBOSS has no parameter 'size'; it takes none
            {'operation':'crop','width':9,'height':9,'left':1}            | /0            | crop takes 'left' and 'top' together
            {'operation':'crop','width':9,'height':9,'left':1,'top':1,'by':'centre'} | /0 | crop takes not both 'left' and 'by'
            {'operation':'crop','width':9}                                | /0            | crop needs 'height': a whole number from 1 to 65535
            {'operation':'compress','ratio':0.5,'quality':50}             | /0            | compress takes either 'ratio' or 'quality'
            {'operation':'watermark'}                                     | /0            | watermark needs 'image': the SHA-256 of an image
            {'operation':'watermark','image':'logo'}                      | /0/image      | watermark: 'image' is logo, but takes the SHA-256 of an image, as 64 lower-case
            {'operation':'watermark','image':'5e','object':'renditions/'} | /0/object     | watermark has no parameter 'object'; it takes image, gravity, scale, margin, opacity, tile
            {'operation':'MedianFilter','size':4}                         | /0/size       | MedianFilter: 'size' is 4, but takes an odd whole number from 1 to 31
            {'operation':'MedianFilter','size':null}                      | /0/size       | MedianFilter: 'size' is null, but takes an odd whole number
            {'operation':'RankFilter','size':3,'rank':9}                  | /0/rank       | RankFilter: 'rank' is 9, but takes a whole number from 0 to 8 with 'size' 3
            {'operation':'GaussianBlur','radius':[1,2,3]}                 | /0/radius     | GaussianBlur: 'radius' is [1, 2, 3], but takes a number from 0.0 to 100.0, or a list of 2 such numbers
            {'operation':'Kernel','size':[3,5],'kernel':[1,1,1,1,1,1,1,1,1]} | /0/size    | Kernel: 'size' is [3, 5], but takes [3, 3] or [5, 5]
            {'operation':'Kernel','size':[5,5],'kernel':[1,1,1,1,1,1,1,1,1]} | /0/kernel  | Kernel: 'kernel' has 9 numbers, but takes as many as 'size' has places
            {'operation':'Kernel','size':3,'kernel':[0,-1,0,-1,4,-1,0,-1,0]} | /0/scale   | Kernel: 'scale' is 0, or the sum of the weights that stands for it is
            {'operation':'Kernel','size':3,'kernel':[0,-1,0,'x',4,-1,0,-1,0]} | /0/kernel | Kernel: 'kernel' is [0, -1, 0, x, 4, -1, 0, -1, 0], but takes a list of 9 to 25 numbers
            {'operation':'Color3DLUT','size':3,'table':[0,0,0,1,0,0,0,1,0,1,1,0,0,0,1,1,0,1,0,1,1,1,1,1]} | /0/table | Color3DLUT: 'table' has 24 numbers, but takes 81 with these 'size' and 'channels'
            """)
    void namesParameterGivenValueAndWhatIsAllowed(String json, String pointer, String message) {
        assertThatThrownBy(() -> Steps.pipeline(json))
                .asInstanceOf(type(InvalidPipelineException.class))
                .returns(pointer, InvalidPipelineException::pointer)
                .extracting(InvalidPipelineException::getMessage)
                .asString()
                .startsWith("step 1: " + message);
    }

    @Test
    void aValueOfAnyLengthIsShownInShort() {
        assertThatThrownBy(() -> Steps.pipeline("{'operation':'flip','direction':'" + "x".repeat(5000) + "'}"))
                .message()
                .hasSizeLessThan(200)
                .contains("xxx…");
    }

    @Test
    void aFaultInARenditionIsPointedAt() {
        assertThatThrownBy(
                        () -> RenditionJson.read(
                                "[{\"name\":\"a\",\"pipeline\":[{\"operation\":\"EMBOSS\"}]},{\"name\":\"b\",\"pipeline\":[{\"operation\":\"blur\"},{\"operation\":\"blur\",\"sigma\":-1}]}]"))
                .hasMessage("'b': step 2: blur: 'sigma' is -1, but takes a number from 0.0 to 100.0")
                .asInstanceOf(type(InvalidPipelineException.class))
                .returns("/1/pipeline/1/sigma", InvalidPipelineException::pointer);
    }

    /** As a client gets it. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> plain(Map<String, Object> map) {
        JsonMapper json = JsonMapper.shared();
        return json.readValue(json.writeValueAsString(map), Map.class);
    }
}
