package dev.kiln.model.plan;

import dev.kiln.model.Architecture;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.model.layer.SetupStep;
import dev.kiln.model.template.GeneratedSteps;
import dev.kiln.model.template.PackageKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Estimates the minutes and the cost of the decisions of a build. */
public final class BuildPlanner {
  /** The usual time for launch, agent, stop and snapshot. */
  private static final double OVERHEAD_MINUTES = 6;

  private static final double STEP_MINUTES = 3;
  private static final double FROM_SOURCE_MINUTES = 60;
  private static final BigDecimal MINUTES_PER_HOUR = BigDecimal.valueOf(60);
  private static final BigDecimal MINUTES_PER_MONTH = BigDecimal.valueOf(730 * 60);

  /** The volume that EC2 creates for a builder without a configured size. */
  private static final int USUAL_VOLUME_GIB = 8;

  private final Architecture architecture;
  private final Prices prices;
  private final List<KilnImage> earlier;

  /**
   * Prepares for one architecture.
   *
   * @param earlier images of these templates, with any hash: their build times are the best
   *     estimate
   */
  public BuildPlanner(Architecture architecture, Prices prices, List<KilnImage> earlier) {
    this.architecture = architecture;
    this.prices = prices;
    this.earlier = List.copyOf(earlier);
  }

  /** The plan for a layer, given the decision about it. */
  public PlannedLayer layer(
      LayerSpec spec, Fate fate, Optional<KilnImage> image, List<String> reasons) {
    return new PlannedLayer(
        spec.template(),
        spec.source(),
        spec.hash(),
        fate,
        image.map(KilnImage::ami),
        reasons,
        fate.built() ? Optional.of(launch(spec)) : Optional.empty());
  }

  private Launch launch(LayerSpec spec) {
    List<String> types = spec.machine().typesFor(architecture);
    Optional<Double> last = lastMinutes(spec.template());
    double minutes = last.orElseGet(() -> guess(spec));
    return new Launch(
        types.get(0),
        types.subList(1, types.size()),
        spec.machine().volumeGib(),
        minutes,
        last.isPresent(),
        dollars(types.get(0), spec.machine().volumeGib().orElse(USUAL_VOLUME_GIB), minutes));
  }

  private Optional<Double> lastMinutes(String template) {
    return earlier.stream()
        .filter(image -> image.key().template().equals(template))
        .filter(image -> image.key().architecture() == architecture)
        .filter(image -> image.buildMinutes().isPresent())
        .max(Comparator.comparing(KilnImage::created))
        .flatMap(KilnImage::buildMinutes);
  }

  private static double guess(LayerSpec spec) {
    String fromSource = GeneratedSteps.installing(PackageKind.SPACK);
    return OVERHEAD_MINUTES
        + spec.setup().stream()
            .map(SetupStep::name)
            .mapToDouble(name -> name.equals(fromSource) ? FROM_SOURCE_MINUTES : STEP_MINUTES)
            .sum();
  }

  private Optional<BigDecimal> dollars(String type, int volumeGib, double minutes) {
    BigDecimal time = BigDecimal.valueOf(minutes);
    BigDecimal volume =
        prices
            .volumeGibMonth()
            .multiply(BigDecimal.valueOf(volumeGib))
            .multiply(time)
            .divide(MINUTES_PER_MONTH, 6, RoundingMode.HALF_UP);
    return prices
        .hour(type)
        .map(hour -> hour.multiply(time).divide(MINUTES_PER_HOUR, 6, RoundingMode.HALF_UP))
        .map(instance -> instance.add(volume).setScale(2, RoundingMode.HALF_UP));
  }
}
