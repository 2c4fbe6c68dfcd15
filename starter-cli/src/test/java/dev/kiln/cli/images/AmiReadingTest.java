package dev.kiln.cli.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kiln.cli.Golden;
import dev.kiln.cli.KilnRun;
import dev.kiln.cli.Result;
import dev.kiln.cli.scripted.Layers;
import dev.kiln.cli.scripted.Script;
import dev.kiln.cli.scripted.ScriptedTemporal;
import dev.kiln.model.AmiId;
import dev.kiln.model.image.AddedBytes;
import dev.kiln.model.image.ForeignImage;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.image.Lineage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code kiln ami list}, {@code describe}, {@code status} and {@code tree}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AmiReadingTest {
  private static final AmiId VENDOR = new AmiId("ami-0b0b0b0b0b0b0b0b0");

  @TempDir Path folder;

  private final ScriptedTemporal temporal =
      new ScriptedTemporal(
          new Script()
              .images(
                  List.of(
                      image(Layers.GROMACS, Layers.GROMACS_AMI, Layers.FOUNDATION_AMI, 2, 3L),
                      image(Layers.FOUNDATION, Layers.FOUNDATION_AMI, VENDOR, 9, 2L)))
              .lineage(
                  new Lineage(
                      List.of(new ForeignImage(VENDOR, Optional.of("ubuntu-24.04"), false)),
                      List.of(new AddedBytes(Layers.GROMACS_AMI, 3L << 29)))),
          false);

  @AfterAll
  void stop() {
    temporal.close();
  }

  private static KilnImage image(ImageKey key, AmiId ami, AmiId base, int days, long gibibytes) {
    return new KilnImage(
        ami,
        key,
        key.template() + "-v1",
        ImageState.AVAILABLE,
        "available",
        Optional.of(base),
        KilnRun.NOW.minus(Duration.ofDays(days)),
        8,
        Optional.of(gibibytes << 30),
        Map.of("BuildMinutes", "62.0", "TemplateName", key.template()),
        Optional.of("kiln: " + key.template()),
        Optional.of(key.equals(Layers.FOUNDATION)));
  }

  private KilnRun machine() {
    return new KilnRun(folder).connectedTo(temporal);
  }

  @Test
  void listsImages() {
    Golden.assertMatches("ami-list.txt", machine().run("ami", "list").out());
  }

  @Test
  void showsMoreOfEachImageOnRequest() {
    Golden.assertMatches("ami-list-long.txt", machine().run("ami", "list", "--long").out());
  }

  @Test
  void saysOfWhichTemplatesThereAreImages() {
    Result misspelt = listWithout("gromaks");
    Result unknown = listWithout("nosuch");

    assertThat(misspelt.out())
        .isEqualTo("No images of template 'gromaks' in us-east-1. Did you mean gromacs?\n");
    assertThat(unknown.out())
        .isEqualTo(
            "No images of template 'nosuch' in us-east-1. Templates with images there: foundation, gromacs.\n");
    assertThat(unknown.exitCode()).isZero();
  }

  private Result listWithout(String template) {
    return machine().run("ami", "list", "--template", template);
  }

  @Test
  void listsFewerColumnsWhereThereIsLittleRoom() {
    Result result = machine().onTerminal(80).run("ami", "list");

    assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
    Golden.assertMatches("ami-list-narrow.txt", result.out());
  }

  @Test
  void describesAnImageFoundByItsNameItsIdOrItsTemplate() {
    String byName = machine().run("ami", "describe", "gromacs-v1").out();

    assertThat(machine().run("ami", "describe", Layers.GROMACS_AMI.value()).out())
        .isEqualTo(byName);
    assertThat(machine().run("ami", "describe", "gromacs").out()).isEqualTo(byName);
    Golden.assertMatches("ami-describe.txt", byName);
  }

  @Test
  void showsTheStateOfAnImage() {
    assertThat(machine().run("ami", "status", Layers.GROMACS_AMI.value()).out())
        .isEqualTo(
            """
            AMI ID:        ami-0a0a0a0a0a0a0a0a0
            Name:          gromacs-v1
            Region:        us-east-1
            Status:        available
            Created:       2026-01-01T12:00:00Z (2 days ago)
            Storage cost:  at most $0.15/month
            """);
  }

  @Test
  void showsTheStateOfAnImageByItsNameToo() {
    assertThat(machine().run("ami", "status", "gromacs-v1").out())
        .isEqualTo(machine().run("ami", "status", Layers.GROMACS_AMI.value()).out());
    assertThat(machine().run("ami", "status", "gromax").err())
        .startsWith("kiln: cannot find image 'gromax'")
        .contains("did you mean gromacs?");
  }

  @Test
  void drawsTheTreeInBothDirections() {
    String all = machine().run("ami", "tree").out();
    String up = machine().run("ami", "tree", "gromacs").out();
    String down = machine().run("ami", "tree", "foundation", "--dependents").out();

    Golden.assertMatches("ami-tree.txt", all + "--\n" + up + "--\n" + down);
  }

  @Test
  void givesScriptsTheTreeAndTheImages() throws JsonProcessingException {
    ObjectMapper json = new ObjectMapper();
    JsonNode tree = json.readTree(machine().run("ami", "tree", "-o", "json").out());
    JsonNode list = json.readTree(machine().run("ami", "list", "-o", "json").out());

    assertThat(tree.at("/minutes_saved").asDouble()).isEqualTo(62);
    JsonNode gromacs = tree.at("/trees/0/next/0/next/0");
    assertThat(gromacs.at("/added_bytes").asLong()).isEqualTo(3L << 29);
    assertThat(gromacs.at("/added_measured").asBoolean()).isTrue();
    assertThat(tree.at("/trees/0/standing").asText()).isEqualTo("base");
    assertThat(tree.at("/stored_bytes").asLong()).isEqualTo(7L << 29);
    assertThat(list.at("/0/tags/TemplateName").asText()).isEqualTo("gromacs");
    assertThat(list.at("/1/base_ami").asText()).isEqualTo(VENDOR.value());
  }

  @Test
  void drawsTheTreeForOtherProgramsToo() {
    assertThat(machine().run("ami", "tree", "--format", "mermaid").out())
        .startsWith("flowchart LR\n")
        .contains("n1 --> n2");
    assertThat(machine().run("ami", "tree", "gromacs", "--format", "dot").out())
        .startsWith("digraph images {\n")
        .contains("n1 -> n0");
    assertThat(machine().run("ami", "tree", "--format", "svg").out())
        .startsWith("<svg ")
        .contains("Total storage: 3.5 GiB");
    assertThat(machine().run("ami", "tree", "--format", "json").out())
        .isEqualTo(machine().run("ami", "tree", "-o", "json").out());
  }

  @Test
  void showsHowImagesDiffer() throws JsonProcessingException {
    Result result = machine().run("ami", "diff", "foundation", "gromacs");
    JsonNode json =
        new ObjectMapper()
            .readTree(machine().run("ami", "diff", "foundation", "gromacs", "-o", "json").out());

    Golden.assertMatches("ami-diff.txt", result.out());
    assertThat(result.exitCode()).isZero();
    assertThat(json.at("/same").asBoolean()).isFalse();
    assertThat(json.at("/layers/0/what").asText()).isEqualTo("gromacs");
    assertThat(json.at("/content_untold").asText()).startsWith("AWS does not show");
  }

  @Test
  void endsWithItsOwnCodeOnRequestIfTheImagesDiffer() {
    assertThat(machine().run("ami", "diff", "foundation", "gromacs", "--exit-code").exitCode())
        .isEqualTo(3);
    assertThat(machine().run("ami", "diff", "gromacs", "gromacs", "--exit-code").exitCode())
        .isZero();
    assertThat(machine().run("ami", "diff", "gromacs", "gromax", "--exit-code").exitCode())
        .isEqualTo(1);
    assertThat(machine().run("ami", "diff", "gromacs").exitCode()).isEqualTo(2);
  }

  @Test
  void refusesTwoFormsAtOnce() {
    Result result = new KilnRun(folder).run("ami", "tree", "--format", "svg", "-o", "json");

    assertThat(result.err()).contains("cannot write both --format svg and --output json");
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void suggestsAnImageForAnUnknownName() {
    Result result = machine().run("ami", "describe", "gromax");

    assertThat(result.err())
        .isEqualTo(
            "kiln: cannot find image 'gromax': none of the 2 images in us-east-1 has that id or"
                + " name; did you mean gromacs?\n");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void refusesAMalformedIdBeforeItAsks() {
    Result result = new KilnRun(folder).run("ami", "describe", "ami-12");

    assertThat(result.err()).startsWith("kiln: cannot read AMI id 'ami-12'");
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void looksInEveryRegionThatIsNamed() {
    Result result =
        machine().run("ami", "describe", "nothing-like-it", "--region", "eu-west-1,eu-west-2");

    assertThat(result.err()).contains("in eu-west-1, eu-west-2 has that id");
  }
}
