package dev.kiln.model.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Golden;
import dev.kiln.model.Region;
import dev.kiln.model.TemplateHash;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ImageTreeTest {
  private static final long MIB = 1024 * 1024;

  private static final KilnImage FOUNDATION = image("foundation", 2, 1, 800 * MIB, "12.50");
  private static final KilnImage GROMACS = image("gromacs", 3, 2, 1012 * MIB, "4");
  private static final KilnImage LAMMPS = image("lammps", 4, 2, 3000 * MIB, "no number");
  private static final KilnImage PLUGINS = image("plugins", 5, 3, 1012 * MIB + 300, "");

  private static KilnImage image(String template, int ami, int base, long bytes, String minutes) {
    Map<String, String> tags = new HashMap<>(Map.of(ImageTags.BUILD_MINUTES, minutes));
    return new KilnImage(
        ami(ami),
        new ImageKey(
            template,
            new TemplateHash("0123456789abcdef"),
            Architecture.X86_64,
            new Region("us-east-1")),
        template + "-v1",
        ImageState.AVAILABLE,
        "available",
        base == 0 ? Optional.empty() : Optional.of(ami(base)),
        Instant.EPOCH,
        8,
        bytes == 0 ? Optional.empty() : Optional.of(bytes),
        tags);
  }

  private static AmiId ami(int number) {
    return new AmiId("ami-0000000" + number);
  }

  private static String drawn(Optional<ImageNode> node) {
    return TreeText.of(node.orElseThrow());
  }

  @Test
  void drawsBothDirections() throws IOException {
    ImageTree tree = ImageTree.of(List.of(PLUGINS, LAMMPS, GROMACS, FOUNDATION));
    String whole = String.join("", tree.whole().stream().map(TreeText::of).toList());
    Golden.matches(
        "tree.txt",
        "parents of plugins\n"
            + drawn(tree.parents(ami(5)))
            + "\ndependents of foundation\n"
            + drawn(tree.dependents(ami(2)))
            + "\nall\n"
            + whole);
  }

  @Test
  void savesTheMinutesOfAnImageForEachThatIsBuiltOnIt() {
    ImageTree tree = ImageTree.of(List.of(PLUGINS, LAMMPS, GROMACS, FOUNDATION));
    assertThat(tree.minutesSaved()).isEqualTo(12.5 * 2 + 4);
    assertThat(tree.children(ami(2))).isEqualTo(2);
  }

  @Test
  void toldSizesAreSubtractedAndUntoldOnesAreNot() {
    ImageTree tree =
        ImageTree.of(
            List.of(
                FOUNDATION, GROMACS, image("unknown", 6, 2, 0, ""), image("small", 7, 2, MIB, "")));
    assertThat(tree.dependents(ami(2)).orElseThrow().next())
        .extracting(ImageNode::addedBytes)
        .containsExactly(Optional.of(212 * MIB), Optional.empty(), Optional.empty());
  }

  @Test
  void aParentThatIsGoneIsShownByTheNameThatItsChildHasForIt() {
    KilnImage orphan = image("orphan", 3, 9, 0, "");
    Map<String, String> tags = Map.of(ImageTags.BASE_TEMPLATE, "foundation");
    KilnImage tagged =
        new KilnImage(
            orphan.ami(),
            orphan.key(),
            orphan.name(),
            ImageState.UNUSABLE,
            "failed (Server.InternalError)",
            orphan.baseAmi(),
            orphan.created(),
            8,
            Optional.empty(),
            tags);
    assertThat(drawn(ImageTree.of(List.of(tagged)).parents(ami(3))))
        .isEqualTo(
            """
            orphan-v1 (ami-00000003) [8 GiB volume] failed (Server.InternalError)
            └─ foundation (ami-00000009) [not among these images]
            """);
  }

  @Test
  void aCircleIsDrawnOnceRound() {
    ImageTree tree = ImageTree.of(List.of(image("a", 1, 2, 0, ""), image("b", 2, 1, 0, "")));
    assertThat(drawn(tree.parents(ami(1)))).hasLineCount(2);
    assertThat(drawn(tree.dependents(ami(1)))).hasLineCount(2);
    assertThat(tree.whole())
        .singleElement()
        .satisfies(root -> assertThat(TreeText.of(root)).hasLineCount(2));
    assertThat(drawn(ImageTree.of(List.of(image("self", 1, 1, 0, ""))).parents(ami(1))))
        .hasLineCount(1);
  }

  @Test
  void knowsNothingOfStrangers() {
    assertThat(ImageTree.of(List.of(FOUNDATION)).parents(ami(9))).isEmpty();
    assertThat(ImageTree.of(List.of(FOUNDATION)).dependents(ami(9))).isEmpty();
    assertThat(ImageTree.of(List.of(FOUNDATION)).dependents(ami(1))).isPresent();
  }

  @Test
  void sizesHaveTheUnitThatSuitsThem() {
    assertThat(List.of(0L, 1023L, 1024L, 10 * MIB, 1536 * MIB, Long.MAX_VALUE))
        .extracting(TreeText::bytes)
        .containsExactly("0 B", "1023 B", "1.0 KiB", "10 MiB", "1.5 GiB", "8388608 TiB");
  }
}
