package dev.kiln.cli.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.cli.KilnRun;
import dev.kiln.cli.Result;
import dev.kiln.cli.scripted.Layers;
import dev.kiln.cli.scripted.Script;
import dev.kiln.cli.scripted.ScriptedTemporal;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.KilnImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names by which Kiln finds an image. */
final class NamesOfImagesTest {
  @TempDir Path folder;

  private static KilnImage image() {
    return new KilnImage(
        Layers.GROMACS_AMI,
        Layers.GROMACS,
        "gromacs-v1-0a1b2c3d",
        ImageState.AVAILABLE,
        "available",
        Optional.of(Layers.FOUNDATION_AMI),
        KilnRun.NOW,
        8,
        Optional.empty(),
        Map.of(ImageTags.NAME, "gromacs-v1"));
  }

  private static KilnImage named(String name) {
    return new KilnImage(
        Layers.GROMACS_AMI,
        Layers.GROMACS,
        name,
        ImageState.AVAILABLE,
        "available",
        Optional.empty(),
        KilnRun.NOW,
        8,
        Optional.empty(),
        Map.of());
  }

  private static KilnImage copy() {
    return new KilnImage(
        Layers.FOUNDATION_AMI,
        Layers.GROMACS,
        "gromacs-v1-0a1b2c3d",
        ImageState.AVAILABLE,
        "available",
        Optional.empty(),
        KilnRun.NOW.plusSeconds(60),
        8,
        Optional.empty(),
        Map.of(
            ImageTags.NAME, "gromacs-v1",
            ImageTags.SOURCE_AMI, Layers.GROMACS_AMI.value(),
            ImageTags.SOURCE_REGION, "us-east-1"));
  }

  private Result describe(String name) {
    return run(List.of(copy(), image()), "describe", name);
  }

  private Result run(List<KilnImage> images, String verb, String name) {
    try (ScriptedTemporal temporal = new ScriptedTemporal(new Script().images(images), false)) {
      return new KilnRun(folder).connectedTo(temporal).run("ami", verb, name);
    }
  }

  @Test
  void findsAnImageByItsRequestedName() {
    Result result = describe("gromacs-v1");

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains(Layers.GROMACS_AMI.value());
  }

  @Test
  void suggestsTheRequestedName() {
    assertThat(describe("gromacs-v2").err()).contains("did you mean gromacs-v1?");
  }

  @Test
  void showsTheStatusOfAnImageWhoseNameLooksLikeTheIdOfABuild() {
    List<KilnImage> images = List.of(named("build-tools-0a1b2c3d"));

    assertThat(run(images, "status", "build-tools-0a1b2c3d").out())
        .contains(Layers.GROMACS_AMI.value());
    assertThat(run(images, "status", "build-nothing-0a1b2c3d").err())
        .contains("cannot find 'build-nothing-0a1b2c3d': Temporal has no workflow with this id");
  }
}
