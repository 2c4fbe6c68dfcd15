package dev.kiln.model.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.image.ForeignImage;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.ImageTree;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.image.Lineage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ImageDiffTest {
  private static final KilnImage FOUNDATION = image("foundation", 2, 1, "1", Map.of());
  private static final KilnImage GROMACS = image("gromacs", 3, 2, "2", Map.of("Team", "a"));
  private static final ContentDiff UNKNOWN = ContentDiff.untold("the cloud cannot look inside");

  private static KilnImage image(
      String template, int ami, int base, String hash, Map<String, String> tags) {
    return new KilnImage(
        ami(ami),
        new ImageKey(
            template,
            new TemplateHash("000000000000000" + hash),
            Architecture.X86_64,
            new Region(tags.containsKey(ImageTags.SOURCE_AMI) ? "eu-west-1" : "us-east-1")),
        template + "-v" + ami,
        ImageState.AVAILABLE,
        "available",
        Optional.of(ami(base)),
        Instant.EPOCH,
        8,
        Optional.of(1L << 30),
        tags);
  }

  private static AmiId ami(int number) {
    return new AmiId("ami-0000000" + number);
  }

  private static ImageDiff diff(KilnImage left, KilnImage right, ContentDiff content) {
    return ImageDiff.of(
        left, right, ImageTree.of(List.of(FOUNDATION, GROMACS, left, right)), content);
  }

  @Test
  void showsTheLayerThatDiffers() {
    KilnImage later = image("gromacs", 4, 2, "3", Map.of("Team", "b", "Cost", "7"));

    ImageDiff diff = diff(GROMACS, later, UNKNOWN);

    assertThat(diff.layers())
        .containsExactly(
            new Change(
                "gromacs", Optional.of("0000000000000002"), Optional.of("0000000000000003")));
    assertThat(diff.tags()).extracting(Change::sign).containsExactly("+", "~");
    assertThat(diff.facts()).extracting(Change::what).containsExactly("name");
    assertThat(diff.same()).isFalse();
  }

  @Test
  void aCopyIsTheSameDespiteItsRegionNameAndTags() {
    KilnImage copy =
        image(
            "gromacs",
            5,
            2,
            "2",
            Map.of(ImageTags.SOURCE_AMI, ami(3).value(), ImageTags.SOURCE_REGION, "us-east-1"));

    ImageDiff diff = diff(GROMACS, copy, UNKNOWN);

    assertThat(diff.layers()).isEmpty();
    assertThat(diff.facts()).extracting(Change::what).contains("region");
    assertThat(diff.same()).isTrue();
  }

  @Test
  void anotherBaseOrAnotherFileMakesADifference() {
    KilnImage onOther = image("foundation", 6, 9, "1", Map.of());
    ContentDiff file =
        ContentDiff.of(
            new ImageContent(true, Map.of("/a", "file 1"), Optional.empty()),
            new ImageContent(true, Map.of("/a", "file 2"), Optional.empty()));

    assertThat(diff(FOUNDATION, onOther, UNKNOWN).layers())
        .extracting(Change::what)
        .containsExactly("base");
    assertThat(diff(FOUNDATION, onOther, UNKNOWN).same()).isFalse();
    assertThat(diff(GROMACS, GROMACS, file).same()).isFalse();
  }

  @Test
  void claimsNothingAboutMissingLayers() {
    KilnImage copyOfGone =
        image(
            "gromacs",
            5,
            7,
            "2",
            Map.of(
                ImageTags.SOURCE_AMI, ami(8).value(),
                ImageTags.SOURCE_REGION, "us-west-2",
                ImageTags.BASE_TEMPLATE, "foundation"));
    KilnImage later = image("gromacs", 4, 7, "3", Map.of(ImageTags.BASE_TEMPLATE, "foundation"));

    assertThat(diff(GROMACS, copyOfGone, UNKNOWN).same()).isTrue();
    assertThat(diff(GROMACS, later, UNKNOWN).layers())
        .containsExactly(
            new Change("foundation", Optional.of("0000000000000001"), Optional.of("of " + ami(7))),
            new Change(
                "gromacs", Optional.of("0000000000000002"), Optional.of("0000000000000003")));
  }

  @Test
  void theSameVendorsBaseHasAnotherIdInEveryRegion() {
    KilnImage elsewhere = image("foundation", 6, 9, "1", Map.of());

    assertThat(onBases(elsewhere, "ubuntu-24.04").same()).isTrue();
    assertThat(onBases(elsewhere, "ubuntu-26.04").layers())
        .containsExactly(
            new Change(
                "base",
                Optional.of("ubuntu-24.04 (" + ami(1) + ")"),
                Optional.of("ubuntu-26.04 (" + ami(9) + ")")));
  }

  private static ImageDiff onBases(KilnImage elsewhere, String name) {
    Lineage lineage =
        new Lineage(
            List.of(
                new ForeignImage(ami(1), Optional.of("ubuntu-24.04"), false),
                new ForeignImage(ami(9), Optional.of(name), false)),
            List.of());
    return ImageDiff.of(
        FOUNDATION, elsewhere, ImageTree.of(List.of(FOUNDATION, elsewhere), lineage), UNKNOWN);
  }

  @Test
  void showsVersionsButIgnoresThem() {
    KilnImage old = image("foundation", 4, 1, "1", Map.of(ImageTags.TEMPLATE_VERSION, "1.0"));
    KilnImage bumped = image("foundation", 5, 1, "1", Map.of(ImageTags.TEMPLATE_VERSION, "1.1"));

    ImageDiff diff = diff(old, bumped, UNKNOWN);

    assertThat(diff.versions())
        .containsExactly(new Change("foundation", Optional.of("1.0"), Optional.of("1.1")));
    assertThat(diff.tags()).isEmpty();
    assertThat(diff.same()).isTrue();
  }

  @Test
  void aDeletedFileOfTheUnlistedBaseCountsAsRemoved() {
    ImageContent with = new ImageContent(true, Map.of(), Optional.empty());
    ImageContent without =
        new ImageContent(true, Map.of("/etc/motd", ImageContent.DELETED), Optional.empty());

    assertThat(ContentDiff.of(with, without).files())
        .containsExactly(
            new Change("/etc/motd", Optional.of("as in the base"), Optional.of("deleted")));
    assertThat(ContentDiff.of(without, without).same()).isTrue();
  }

  @Test
  void comparesPackagesOnlyIfBothSidesListThem() {
    ImageContent with =
        new ImageContent(false, Map.of(), Optional.of(Map.of("a:amd64", "1", "b:amd64", "1")));
    ImageContent newer = new ImageContent(false, Map.of(), Optional.of(Map.of("a:amd64", "2")));
    ImageContent without = new ImageContent(true, Map.of(), Optional.empty());

    assertThat(ContentDiff.of(with, newer).packages().orElseThrow())
        .containsExactly(
            new Change("a:amd64", Optional.of("1"), Optional.of("2")),
            new Change("b:amd64", Optional.of("1"), Optional.empty()));
    assertThat(ContentDiff.of(with, newer).same()).isFalse();
    assertThat(ContentDiff.of(with, without).packages()).isEmpty();
    assertThat(ContentDiff.of(with, without).unlistedBase()).isTrue();
  }

  @Test
  void countsAllFilesAndListsTheFirst() {
    Map<String, String> many =
        IntStream.range(0, ContentDiff.NAMED + 5)
            .boxed()
            .collect(Collectors.toMap(number -> "/f" + number, number -> "file"));

    ContentDiff diff =
        ContentDiff.of(
            new ImageContent(false, Map.of(), Optional.empty()),
            new ImageContent(false, many, Optional.empty()));

    assertThat(diff.fileChanges()).isEqualTo(ContentDiff.NAMED + 5);
    assertThat(diff.files()).hasSize(ContentDiff.NAMED);
  }
}
