package dev.kiln.workflows.image;

import dev.kiln.model.InstanceId;
import dev.kiln.model.Region;
import java.util.Optional;

/**
 * A launched instance on which Kiln builds a layer.
 *
 * @param attempt the number of the launch within the run, from 1
 * @param endpoint of its cloud; absent for AWS
 */
public record Builder(
    InstanceId instance,
    Region region,
    String buildId,
    int attempt,
    String instanceType,
    Optional<String> endpoint) {

  /**
   * Names a step of this builder. Another builder runs the step again; this one runs it only once.
   */
  String token(String step) {
    return buildId + "-" + attempt + "-" + step;
  }
}
