package dev.kiln.cli.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.cli.KilnRun;
import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.layer.BaseImage;
import dev.kiln.model.layer.BuilderMachine;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.model.plan.Fate;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.build.BuildWorkflow.Request.Rebuild;
import dev.kiln.workflows.build.ChainDecision;
import dev.kiln.workflows.image.BuilderPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The estimates of a dry run, from the decisions of the build itself. */
final class PlansTest {
  private static final TemplateHash HASH = new TemplateHash("0123456789abcdef");
  private static final Region REGION = new Region("us-east-1");
  private static final AmiId BASE = new AmiId("ami-0b0b0b0b0b0b0b0b0");
  private static final AmiId NEWER_BASE = new AmiId("ami-0c0c0c0c0c0c0c0c0");
  private static final ImageKey KEY = new ImageKey("only", HASH, Architecture.X86_64, REGION);

  @Test
  void anImageOnTheCurrentBaseIsAHit() {
    assertThat(fate(Rebuild.NONE, BASE, image(ImageState.AVAILABLE))).isEqualTo(Fate.HIT);
  }

  @Test
  void anImageOnAnOlderBaseIsStale() {
    assertThat(fate(Rebuild.NONE, NEWER_BASE, image(ImageState.AVAILABLE))).isEqualTo(Fate.STALE);
  }

  @Test
  void anImageInTheMakingIsWaitedFor() {
    assertThat(fate(Rebuild.NONE, BASE, image(ImageState.PENDING))).isEqualTo(Fate.PENDING);
  }

  @Test
  void anUnusableImageIsBuiltOver() {
    assertThat(fate(Rebuild.NONE, BASE, image(ImageState.UNUSABLE))).isEqualTo(Fate.FAILED);
  }

  @Test
  void noImageIsAMiss() {
    assertThat(fate(Rebuild.NONE, BASE)).isEqualTo(Fate.MISS);
  }

  @Test
  void anImageThatIsMadeAgainIsARebuild() {
    assertThat(fate(Rebuild.TOP, BASE, image(ImageState.AVAILABLE))).isEqualTo(Fate.REBUILD);
  }

  private static Fate fate(Rebuild rebuild, AmiId currentBase, KilnImage... images) {
    LayerSpec layer =
        new LayerSpec(
            "only",
            "only.yaml",
            HASH,
            Optional.empty(),
            Optional.empty(),
            new BaseImage.Vendor("ubuntu-24.04"),
            List.of(),
            List.of(),
            Map.of(),
            BuilderMachine.DEFAULT,
            true,
            false);
    BuildWorkflow.Request request =
        new BuildWorkflow.Request(
            "1",
            "only",
            List.of(layer),
            REGION,
            List.of(Architecture.X86_64),
            rebuild,
            false,
            BuilderPolicy.DEFAULT);
    ChainDecision decision =
        ChainDecision.of(request, List.of(KEY), List.of(images), Optional.of(currentBase));
    return decision.layers().get(0).fate();
  }

  private static KilnImage image(ImageState state) {
    return new KilnImage(
        new AmiId("ami-0a0a0a0a0a0a0a0a0"),
        KEY,
        "only-1",
        state,
        "in some state",
        Optional.of(BASE),
        KilnRun.NOW,
        8,
        Optional.empty(),
        Map.of());
  }
}
