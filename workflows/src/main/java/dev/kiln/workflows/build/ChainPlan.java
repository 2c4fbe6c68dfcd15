package dev.kiln.workflows.build;

import dev.kiln.model.Architecture;
import dev.kiln.workflows.image.BaseAmi;
import java.util.List;
import java.util.Optional;

/** What a build would do, per architecture. */
public record ChainPlan(List<OnArchitecture> architectures) {
  public ChainPlan {
    architectures = List.copyOf(architectures);
  }

  /**
   * The plan for one architecture.
   *
   * @param base what the lowest layer would start from; absent if it cannot be had
   */
  public record OnArchitecture(
      Architecture architecture, Optional<BaseAmi> base, ChainDecision decision) {}
}
