package dev.kiln.model.plan;

import dev.kiln.model.Architecture;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a build would do on one architecture.
 *
 * @param layers lowest first
 */
public record BuildPlan(Architecture architecture, List<PlannedLayer> layers) {
  public BuildPlan {
    layers = List.copyOf(layers);
  }

  /** The expected duration; layers are built one after the other. */
  public double minutes() {
    return launches().mapToDouble(Launch::minutes).sum();
  }

  /** The expected cost; absent if the price of any builder is unknown. */
  public Optional<BigDecimal> dollars() {
    if (launches().anyMatch(launch -> launch.dollars().isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        launches()
            .flatMap(launch -> launch.dollars().stream())
            .reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  /** Whether all minutes come from earlier builds; otherwise some are estimates. */
  public boolean measured() {
    return launches().allMatch(Launch::measured);
  }

  private Stream<Launch> launches() {
    return layers.stream().flatMap(layer -> layer.launch().stream());
  }
}
