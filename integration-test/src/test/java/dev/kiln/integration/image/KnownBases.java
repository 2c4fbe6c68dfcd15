package dev.kiln.integration.image;

import dev.kiln.model.AmiId;
import dev.kiln.model.layer.BaseImage;
import dev.kiln.workflows.catalog.BaseAmi;
import java.time.Instant;
import java.util.Optional;

/** The bases of the double, one of which its vendor advises against. */
final class KnownBases {
  /** A vendor's image that is deprecated. */
  static final BaseImage DEPRECATED = new BaseImage.Vendor("ubuntu-20.04");

  private static final Instant SINCE = Instant.parse("2024-05-01T00:00:00Z");

  private KnownBases() {}

  /** The base as the cloud would describe it. */
  static BaseAmi of(AmiId ami, BaseImage base) {
    return new BaseAmi(
        ami,
        base.label(),
        "/dev/xvda",
        8,
        Optional.of(8),
        Optional.of(SINCE).filter(since -> base.equals(DEPRECATED)));
  }
}
