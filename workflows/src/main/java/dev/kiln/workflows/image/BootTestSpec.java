package dev.kiln.workflows.image;

import dev.kiln.model.image.ImageKey;
import dev.kiln.model.layer.BuilderMachine;
import dev.kiln.model.layer.Check;
import dev.kiln.workflows.catalog.BaseAmi;
import java.util.List;

/**
 * An image to boot, and what must hold on it.
 *
 * @param key of the image
 * @param base the image itself, as what the instance is launched from
 * @param buildId carried as a tag by what is launched, and by nothing else that is to stay
 * @param checks of the whole chain; without any, the test is that it boots
 * @param machine its types are tried in order; the volume is that of the image
 */
public record BootTestSpec(
    ImageKey key,
    BaseAmi base,
    String buildId,
    List<Check> checks,
    BuilderMachine machine,
    BuilderPolicy policy) {
  public BootTestSpec {
    checks = List.copyOf(checks);
  }
}
