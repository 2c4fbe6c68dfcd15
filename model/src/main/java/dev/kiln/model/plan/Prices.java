package dev.kiln.model.plan;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Prices for estimates: right to an order of magnitude, not a bill.
 *
 * @param asOf the date of this price list
 * @param perHour of instance types, on demand, in US dollars
 * @param volumeGibMonth of builder volumes
 * @param snapshotGibMonth of kept images
 * @param transferGib of copies to another region
 */
@RecordBuilder
public record Prices(
    LocalDate asOf,
    Map<String, BigDecimal> perHour,
    BigDecimal volumeGibMonth,
    BigDecimal snapshotGibMonth,
    BigDecimal transferGib)
    implements PricesBuilder.With {

  /** Linux, on demand, us-east-1. */
  public static final Prices US_EAST_1 =
      new Prices(
          LocalDate.of(2025, 6, 1),
          Map.ofEntries(
              price("t3.nano", "0.0052"),
              price("t4g.nano", "0.0042"),
              price("t3.medium", "0.0416"),
              price("t3.large", "0.0832"),
              price("t4g.medium", "0.0336"),
              price("m5.xlarge", "0.192"),
              price("m6i.xlarge", "0.192"),
              price("m7g.xlarge", "0.1632"),
              price("c5.xlarge", "0.17"),
              price("c5.4xlarge", "0.68"),
              price("c6i.xlarge", "0.17"),
              price("c6i.4xlarge", "0.68"),
              price("c6g.xlarge", "0.136"),
              price("c6g.4xlarge", "0.544"),
              price("c7g.xlarge", "0.145"),
              price("c7g.4xlarge", "0.58"),
              price("r5.xlarge", "0.252")),
          new BigDecimal("0.08"),
          new BigDecimal("0.05"),
          new BigDecimal("0.02"));

  public Prices {
    perHour = Map.copyOf(perHour);
  }

  /** This list, with other prices for some instance types. */
  public Prices with(Map<String, BigDecimal> others) {
    Map<String, BigDecimal> merged = new HashMap<>(perHour);
    merged.putAll(others);
    return withPerHour(merged);
  }

  /** The price of an hour; absent if the type is not in the table. */
  public Optional<BigDecimal> hour(String instanceType) {
    return Optional.ofNullable(perHour.get(instanceType));
  }

  /** The cost of keeping this many bytes in snapshots for a month. */
  public BigDecimal snapshotMonth(long bytes) {
    return BigDecimal.valueOf(bytes)
        .divide(BigDecimal.valueOf(1L << 30), MathContext.DECIMAL32)
        .multiply(snapshotGibMonth);
  }

  /**
   * The cost of an image that is built, booted, copied once and deleted.
   *
   * @param elapsed the whole time, which two instances may have run
   * @param bytes that the copy carries to the other region
   */
  public BigDecimal canary(String instanceType, Duration elapsed, long bytes) {
    BigDecimal hours =
        BigDecimal.valueOf(elapsed.toSeconds())
            .divide(BigDecimal.valueOf(3600), MathContext.DECIMAL32);
    BigDecimal gib =
        BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(1L << 30), MathContext.DECIMAL32);
    return hour(instanceType)
        .orElse(BigDecimal.ZERO)
        .multiply(hours)
        .multiply(BigDecimal.valueOf(2))
        .add(transferGib.multiply(gib))
        .setScale(4, RoundingMode.UP);
  }

  private static Map.Entry<String, BigDecimal> price(String type, String dollars) {
    return Map.entry(type, new BigDecimal(dollars));
  }
}
