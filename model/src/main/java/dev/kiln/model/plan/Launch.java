package dev.kiln.model.plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A builder that would be launched.
 *
 * @param instanceType the first choice
 * @param otherTypes the next choices, in this order, when EC2 lacks capacity
 * @param volumeGib absent means the size of the base image
 * @param minutes the expected running time
 * @param measured whether the minutes come from an earlier build of the template; otherwise they
 *     are an estimate
 * @param dollars for the instance and its volume; absent if the type's price is unknown
 */
public record Launch(
    String instanceType,
    List<String> otherTypes,
    Optional<Integer> volumeGib,
    double minutes,
    boolean measured,
    Optional<BigDecimal> dollars) {

  public Launch {
    otherTypes = List.copyOf(otherTypes);
  }
}
