package dev.kiln.model.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.KilnImage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ImageCopiesTest {
  private static final Region EAST = new Region("us-east-1");
  private static final Region WEST = new Region("us-west-2");
  private static final Region EUROPE = new Region("eu-west-1");

  private static final KilnImage BASE = image(1, EAST, "base", 0, Map.of());
  private static final KilnImage BUILT = image(2, EAST, "top", 1, Map.of());
  private static final KilnImage COPY = image(3, WEST, "top", 1, copyOf(2, EAST));
  private static final KilnImage COPY_OF_COPY = image(4, EUROPE, "top", 1, copyOf(3, WEST));
  private static final KilnImage TWIN = image(5, EUROPE, "base", 0, Map.of());

  private final ImageCopies copies = ImageCopies.of(List.of(COPY_OF_COPY, TWIN, COPY, BUILT, BASE));

  private static Map<String, String> copyOf(int ami, Region region) {
    return Map.of(ImageTags.SOURCE_AMI, ami(ami).value(), ImageTags.SOURCE_REGION, region.value());
  }

  private static KilnImage image(
      int ami, Region region, String template, int base, Map<String, String> tags) {
    return new KilnImage(
        ami(ami),
        new ImageKey(template, new TemplateHash("0123456789abcdef"), Architecture.X86_64, region),
        template + "-v1",
        ImageState.AVAILABLE,
        "available",
        base == 0 ? Optional.empty() : Optional.of(ami(base)),
        Instant.ofEpochSecond(ami),
        8,
        Optional.empty(),
        tags);
  }

  private static AmiId ami(int number) {
    return new AmiId("ami-0000000" + number);
  }

  @Test
  void aCopyOfACopyComesFromTheOriginal() {
    assertThat(copies.origin(COPY_OF_COPY)).isEqualTo(new RegionalAmi(EAST, ami(2)));
    assertThat(copies.origin(BUILT)).isEqualTo(new RegionalAmi(EAST, ami(2)));
  }

  @Test
  void findsTheSameImageInEveryRegionFromAnyOfThem() {
    assertThat(copies.everywhere(COPY)).containsExactly(COPY_OF_COPY, BUILT, COPY);
    assertThat(copies.everywhere(COPY_OF_COPY)).containsExactly(COPY_OF_COPY, BUILT, COPY);
  }

  @Test
  void anImageBuiltFromTheSameContentElsewhereIsTheSameImage() {
    assertThat(copies.everywhere(BASE)).containsExactly(TWIN, BASE);
  }

  @Test
  void aRebuiltImageIsAnotherImageInItsOwnRegion() {
    KilnImage rebuilt = image(6, EAST, "top", 1, Map.of());

    assertThat(ImageCopies.of(List.of(BUILT, rebuilt, COPY)).everywhere(BUILT))
        .containsExactly(BUILT, COPY);
  }

  @Test
  void theChainOfACopyIsThatOfItsOriginal() {
    assertThat(copies.chain(COPY)).containsExactly(BASE, COPY);
  }

  @Test
  void editedTagsDoNotLeadAstray() {
    KilnImage circular = image(7, EAST, "odd", 7, copyOf(7, EAST));
    KilnImage nonsense =
        image(8, EAST, "odd", 0, Map.of(ImageTags.SOURCE_AMI, "x", ImageTags.SOURCE_REGION, "y"));
    ImageCopies odd = ImageCopies.of(List.of(circular, nonsense));

    assertThat(odd.origin(circular)).isEqualTo(new RegionalAmi(EAST, ami(7)));
    assertThat(odd.chain(circular)).containsExactly(circular);
    assertThat(odd.origin(nonsense)).isEqualTo(new RegionalAmi(EAST, ami(8)));
  }

  @Test
  void anAuditShowsWhichCopyLacksAGranteeOfAnother() {
    Grantee friend = new Grantee("111122223333");
    PermissionsAudit audit =
        PermissionsAudit.of(
            List.of(BUILT, COPY, BASE),
            Map.of(
                ami(2),
                new Permissions(List.of(friend, Grantee.PUBLIC), List.of()),
                ami(3),
                new Permissions(List.of(friend), List.of())),
            copies);

    assertThat(audit.lines().stream().map(PermissionsAudit.Line::image))
        .as("leaves out images that are gone")
        .containsExactly(BUILT, COPY);
    assertThat(audit.lines().get(1).lacks()).containsExactly(Grantee.PUBLIC);
    assertThat(audit.publicImages()).isEqualTo(1);
    assertThat(audit.sharedImages()).isEqualTo(1);
    assertThat(audit.privateImages()).isZero();
  }
}
