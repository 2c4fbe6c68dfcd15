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
import java.util.Set;
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

  private static KilnImage copy(KilnImage source, int ami, String region) {
    ImageKey key = source.key();
    Map<String, String> tags = new HashMap<>(source.tags());
    tags.put(ImageTags.SOURCE_AMI, source.ami().value());
    tags.put(ImageTags.SOURCE_REGION, key.region().value());
    return new KilnImage(
        ami(ami),
        new ImageKey(key.template(), key.hash(), key.architecture(), new Region(region)),
        source.name(),
        source.state(),
        source.stateText(),
        source.baseAmi(),
        source.created(),
        source.sizeGib(),
        source.fullSizeBytes(),
        tags);
  }

  private static String drawn(Optional<ImageTrees> trees) {
    return TreeText.of(trees.orElseThrow());
  }

  @Test
  void drawsBothDirections() throws IOException {
    ImageTree tree = ImageTree.of(List.of(PLUGINS, LAMMPS, GROMACS, FOUNDATION));
    Golden.matches(
        "tree.txt",
        "parents of plugins\n"
            + drawn(tree.parents(ami(5)))
            + "\ndependents of foundation\n"
            + drawn(tree.dependents(ami(2)))
            + "\nall\n"
            + TreeText.of(tree.whole()));
  }

  @Test
  void drawsCopiesBelowTheirSourceWithTheirRegion() throws IOException {
    KilnImage there = copy(FOUNDATION, 6, "eu-west-1");
    KilnImage above = copy(GROMACS, 7, "eu-west-1");
    KilnImage lost = copy(image("lost", 8, 2, 5 * MIB, ""), 9, "ap-south-1");
    ImageTree tree = ImageTree.of(List.of(FOUNDATION, GROMACS, there, above, lost));
    Golden.matches(
        "tree-copies.txt",
        "dependents of foundation\n"
            + drawn(tree.dependents(ami(2)))
            + "\nparents of the copy of gromacs\n"
            + drawn(tree.parents(ami(7)))
            + "\nparents of a copy whose source is gone\n"
            + drawn(tree.parents(ami(9))));
  }

  @Test
  void countsImagesBuiltOnAnImageAsDependentsButNoCopies() {
    KilnImage there = copy(FOUNDATION, 6, "eu-west-1");
    ImageTree tree =
        ImageTree.of(List.of(FOUNDATION, GROMACS, PLUGINS, there, image("onCopy", 7, 6, 0, "1")));
    assertThat(tree.dependents(ami(2)).orElseThrow().dependents()).isEqualTo(2);
    assertThat(tree.builtOn(ami(2))).containsExactly(GROMACS);
    assertThat(tree.parents(ami(5)).orElseThrow().dependents()).isZero();
  }

  @Test
  void prefersMeasuredSizesToTheDifferenceOfFullSizes() {
    List<KilnImage> images = List.of(FOUNDATION, GROMACS, LAMMPS);
    Lineage measured =
        new Lineage(
            List.of(new ForeignImage(ami(1), Optional.of("ubuntu-24.04"), false)),
            List.of(new AddedBytes(ami(3), 300 * MIB)));
    assertThat(TreeText.of(ImageTree.of(images, measured).whole()))
        .isEqualTo(
            """
            ubuntu-24.04 (ami-00000001) [base]
            └─ foundation-v1 (ami-00000002) [800 MiB]
               ├─ gromacs-v1 (ami-00000003) [1012 MiB, +300 MiB]
               └─ lammps-v1 (ami-00000004) [2.9 GiB, about +2.1 GiB]
            """);
  }

  @Test
  void saysWhyAnImageBelowIsNotListed() {
    for (ForeignImage foreign :
        List.of(
            new ForeignImage(ami(1), Optional.empty(), false),
            new ForeignImage(ami(1), Optional.of("minimal-v1"), true))) {
      Lineage lineage = new Lineage(List.of(foreign), List.of());
      assertThat(TreeText.of(ImageTree.of(List.of(FOUNDATION), lineage).whole()))
          .startsWith(
              foreign.ours()
                  ? "minimal-v1 (ami-00000001) [in us-east-1, which was not searched]\n"
                  : "ami-00000001 [not found in us-east-1]\n");
    }
  }

  @Test
  void asksForForeignNamesAndLayerSizesInTheirRegions() {
    KilnImage there = copy(FOUNDATION, 6, "eu-west-1");
    ImageTrees trees =
        ImageTree.of(List.of(FOUNDATION, GROMACS, there, image("onCopy", 7, 9, 0, ""))).whole();
    Region here = new Region("us-east-1");
    assertThat(trees.unseen()).isEqualTo(Map.of(here, Set.of(ami(1), ami(9))));
    assertThat(trees.layerings()).isEqualTo(Map.of(here, List.of(new Layering(ami(3), ami(2)))));
  }

  @Test
  void totalsCountSharedBlocksOnceAndTheMinutesOfEveryImageBelow() {
    ImageTree tree = ImageTree.of(List.of(PLUGINS, LAMMPS, GROMACS, FOUNDATION));
    assertThat(TreeTotals.of(tree.whole()))
        .isEqualTo(
            new TreeTotals(3212 * MIB + 300, false, 5824 * MIB + 300, 0, 12.5 + 12.5 + (12.5 + 4)));
    assertThat(TreeTotals.of(tree.parents(ami(3)).orElseThrow()).minutesSaved()).isEqualTo(12.5);
  }

  @Test
  void totalsAreExactIfEverythingWasMeasuredAndCountUnknownSizes() {
    Lineage measured = new Lineage(List.of(), List.of(new AddedBytes(ami(3), MIB)));
    List<KilnImage> two = List.of(FOUNDATION, GROMACS);
    assertThat(TreeTotals.of(ImageTree.of(two, measured).whole()))
        .isEqualTo(new TreeTotals(801 * MIB, true, 1812 * MIB, 0, 12.5));
    assertThat(TreeTotals.of(ImageTree.of(List.of(image("new", 3, 2, 0, ""))).whole()))
        .isEqualTo(new TreeTotals(0, true, 0, 1, 0));
  }

  @Test
  void subtractsOnlyKnownSizes() {
    ImageTree tree =
        ImageTree.of(
            List.of(
                FOUNDATION, GROMACS, image("unknown", 6, 2, 0, ""), image("small", 7, 2, MIB, "")));
    assertThat(tree.dependents(ami(2)).orElseThrow().roots().get(0).next())
        .extracting(ImageNode::added)
        .containsExactly(
            Optional.of(new ImageNode.Added(212 * MIB, false)), Optional.empty(), Optional.empty());
  }

  @Test
  void showsAMissingParentByTheNameInItsChild() {
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
            orphan-v1 (ami-00000003) [8 GiB volume], failed (Server.InternalError)
            └─ foundation (ami-00000009) [not among these images]
            """);
  }

  @Test
  void drawsACircleOnlyOnce() {
    ImageTree tree = ImageTree.of(List.of(image("a", 1, 2, 0, ""), image("b", 2, 1, 0, "")));
    assertThat(drawn(tree.parents(ami(1)))).hasLineCount(2);
    assertThat(drawn(tree.dependents(ami(1)))).hasLineCount(2);
    assertThat(TreeText.of(tree.whole())).hasLineCount(2);
    assertThat(TreeTotals.of(tree.whole()).minutesSaved()).isZero();
    assertThat(drawn(ImageTree.of(List.of(image("self", 1, 1, 0, ""))).parents(ami(1))))
        .hasLineCount(1);
  }

  @Test
  void findsNothingForAnUnknownImage() {
    assertThat(ImageTree.of(List.of(FOUNDATION)).parents(ami(9))).isEmpty();
    assertThat(ImageTree.of(List.of(FOUNDATION)).dependents(ami(9))).isEmpty();
    assertThat(ImageTree.of(List.of(FOUNDATION)).dependents(ami(1))).isPresent();
  }

  @Test
  void sizesHaveASuitableUnit() {
    assertThat(List.of(0L, 1023L, 1024L, 10 * MIB, 1536 * MIB, Long.MAX_VALUE))
        .extracting(TreeText::bytes)
        .containsExactly("0 B", "1023 B", "1.0 KiB", "10 MiB", "1.5 GiB", "8388608 TiB");
  }
}
