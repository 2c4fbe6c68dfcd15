package dev.kiln.activities.image;

import dev.kiln.activities.lease.RunLeases;
import dev.kiln.activities.lease.SharedRun;
import dev.kiln.model.image.ImageKey;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.image.Image;
import dev.kiln.workflows.image.ImageLeaseActivities;
import dev.kiln.workflows.image.ImageWorkflow;

/** Leases on the runs that make images. */
public final class ImageLeases implements ImageLeaseActivities {
  private final RunLeases leases;

  public ImageLeases(RunLeases leases) {
    this.leases = leases;
  }

  @Override
  public Image obtainImage(ImageWorkflow.Spec spec, String holder) {
    ImageKey key = spec.key();
    return leases.obtain(
        new SharedRun<>(
            ImageWorkflow.id(key),
            ImageWorkflow.class.getSimpleName(),
            spec,
            Image.class,
            spec::isSatisfiedBy,
            SearchAttributes.of(key),
            key.template() + " on " + key.architecture() + " in " + key.region()),
        holder);
  }
}
