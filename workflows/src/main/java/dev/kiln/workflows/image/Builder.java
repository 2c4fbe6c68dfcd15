package dev.kiln.workflows.image;

import dev.kiln.model.InstanceId;
import dev.kiln.model.Region;
import java.util.Optional;

/**
 * A launched instance on which a layer is built.
 *
 * @param attempt the number of the launch within the run, from 1
 * @param endpoint where its cloud answers; absent if that is AWS
 */
public record Builder(
    InstanceId instance,
    Region region,
    String buildId,
    int attempt,
    String instanceType,
    Optional<String> endpoint) {

  /** Names a step of one builder: another builder must run it again, the same one must not. */
  String token(String step) {
    return buildId + "-" + attempt + "-" + step;
  }
}
