package dev.kiln.workflows.build;

import dev.kiln.model.Architecture;
import dev.kiln.workflows.catalog.BaseAmi;
import java.util.List;
import java.util.Optional;

/**
 * What a build would do, per architecture.
 *
 * @param notes what would keep it from sharing its image as asked
 */
public record ChainPlan(List<OnArchitecture> architectures, List<String> notes) {
  public ChainPlan {
    architectures = List.copyOf(architectures);
    notes = List.copyOf(notes);
  }

  /** A plan of which there is nothing else to say. */
  public ChainPlan(List<OnArchitecture> architectures) {
    this(architectures, List.of());
  }

  /**
   * The plan for one architecture.
   *
   * @param base what the lowest layer would start from; absent if it cannot be had
   */
  public record OnArchitecture(
      Architecture architecture, Optional<BaseAmi> base, ChainDecision decision) {}
}
