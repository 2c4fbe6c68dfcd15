package dev.kiln.model.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Golden;
import dev.kiln.model.Region;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.image.AddedBytes;
import dev.kiln.model.image.ForeignImage;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.ImageTree;
import dev.kiln.model.image.ImageTrees;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.image.Lineage;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class DrawingTest {
  private static final long GIB = 1L << 30;
  private static final String ODD = "a \"b\" <c> & #d; \\ `e` [f] {g} |h|";

  private static final ImageTrees FAMILY =
      ImageTree.of(
              List.of(
                  image("foundation-v1", 2, 1, 8 * GIB, Map.of()),
                  image("gromacs-v1", 3, 2, 10 * GIB, Map.of()),
                  image("namd-v1", 4, 2, 10 * GIB, Map.of()),
                  image("openmm-v1", 5, 2, 9 * GIB, Map.of()),
                  image("plugins-v1", 6, 3, 11 * GIB, Map.of()),
                  image(
                      "gromacs-v1",
                      7,
                      2,
                      10 * GIB,
                      Map.of(
                          ImageTags.SOURCE_AMI,
                          ami(3).value(),
                          ImageTags.SOURCE_REGION,
                          "us-west-2"))),
              new Lineage(
                  List.of(
                      new ForeignImage(
                          ami(1), Optional.of("aws-parallelcluster-3.14.0-amzn2"), false)),
                  List.of(new AddedBytes(ami(3), 2 * GIB), new AddedBytes(ami(4), 2 * GIB))))
          .whole();

  private static final ImageTrees STRANGE =
      ImageTree.of(List.of(image(ODD, 2, 1, GIB, Map.of()))).parents(ami(2)).orElseThrow();

  private static KilnImage image(
      String name, int ami, int base, long bytes, Map<String, String> tags) {
    return new KilnImage(
        ami(ami),
        new ImageKey(
            "template",
            new TemplateHash("0123456789abcdef"),
            Architecture.X86_64,
            new Region(tags.isEmpty() ? "us-west-2" : "eu-west-1")),
        name,
        ImageState.AVAILABLE,
        "available",
        Optional.of(ami(base)),
        Instant.EPOCH,
        8,
        Optional.of(bytes),
        tags);
  }

  private static AmiId ami(int number) {
    return new AmiId("ami-0a1b2c3d4e5f6000" + number);
  }

  @Test
  void drawsMermaid() throws Exception {
    Golden.matches("tree.mmd", TreeMermaid.of(FAMILY));
  }

  @Test
  void drawsDot() throws Exception {
    Golden.matches("tree.dot", TreeDot.of(FAMILY));
  }

  @Test
  void drawsSvg() throws Exception {
    Golden.matches("tree.svg", TreeSvg.of(FAMILY, List.of("Total storage: 16 GiB")));
  }

  @Test
  void arrowsLeadFromTheBaseInEitherDirectionOfTheTree() {
    assertThat(ImageGraph.of(STRANGE).arrows()).containsExactly(new ImageGraph.Arrow(1, 0, false));
  }

  @Test
  void noNameBreaksTheMermaidText() {
    assertThat(TreeMermaid.of(STRANGE))
        .contains(
            "n0[\"a #34;b#34; #60;c#62; #38; #35;d#59; #92; #96;e#96; [f] {g} |h|<br/>"
                + "ami-0a1b2c3d4e5f60002<br/>1.0 GiB\"]:::ours");
  }

  @Test
  void noNameBreaksTheDotText() {
    assertThat(TreeDot.of(STRANGE))
        .contains("label=\"a \\\"b\\\" <c> & #d; \\\\ `e` [f] {g} |h|\\nami-0a1b2c3d4e5f60002");
  }

  @Test
  void noNameBreaksTheSvg() throws Exception {
    String svg = TreeSvg.of(STRANGE, List.of("1 < 2 & \u0007"));
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    assertThat(document.getElementsByTagName("text").item(0).getTextContent()).isEqualTo(ODD);
    assertThat(svg).contains("1 &lt; 2 &amp;  </text>");
  }

  @Test
  void boxesNeverOverlap() {
    TreeLayout layout = TreeLayout.of(ImageGraph.of(FAMILY));
    List<String> places =
        java.util.stream.IntStream.range(0, layout.row().size())
            .mapToObj(box -> layout.column().get(box) + "/" + layout.row().get(box))
            .toList();
    assertThat(places).doesNotHaveDuplicates().hasSize(7);
  }

  @Test
  void drawsAnEmptyTree() {
    ImageTrees none = ImageTree.of(List.of()).whole();
    assertThat(TreeSvg.of(none, List.of())).startsWith("<svg").endsWith("</svg>\n");
    assertThat(TreeDot.of(none)).endsWith("}\n");
    assertThat(TreeMermaid.of(none)).startsWith("flowchart LR\n");
  }
}
