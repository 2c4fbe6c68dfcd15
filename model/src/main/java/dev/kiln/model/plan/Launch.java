package dev.kiln.model.plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A builder that would be launched.
 *
 * @param instanceType the first choice
 * @param otherTypes tried in this order when the first lacks capacity
 * @param volumeGib absent means as large as the base image
 * @param minutes how long it is expected to run
 * @param measured whether an earlier build of the template tells the minutes; else they are a guess
 * @param dollars for the instance and its volume; absent if the type's price is not known
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
