package dev.kiln.workflows.catalog;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.image.AddedBytes;
import dev.kiln.model.image.ForeignImage;
import dev.kiln.model.image.Layering;
import dev.kiln.model.image.Lineage;
import dev.kiln.workflows.ActivityStubs;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;

/** Asks every region at once, and measures 10 images in one activity. */
public final class LineageWorkflowImpl implements LineageWorkflow {
  private static final Logger LOG = Workflow.getLogger(LineageWorkflowImpl.class);

  /** One activity has time for this many, even if every volume was rewritten completely. */
  private static final int AT_ONCE = 10;

  private final LineageActivities calls = ActivityStubs.looks(LineageActivities.class);

  @Override
  public Lineage trace(Query query) {
    List<Promise<List<ForeignImage>>> names = new ArrayList<>();
    List<Promise<List<AddedBytes>>> sizes = new ArrayList<>();
    for (Query.InRegion asked : query.regions()) {
      if (!asked.foreign().isEmpty()) {
        names.add(Async.function(this::names, asked.region(), asked.foreign()));
      }
      for (int from = 0; from < asked.layerings().size(); from += AT_ONCE) {
        int to = Math.min(asked.layerings().size(), from + AT_ONCE);
        List<Layering> some = List.copyOf(asked.layerings().subList(from, to));
        sizes.add(Async.function(this::sizes, asked.region(), some));
      }
    }
    return new Lineage(
        names.stream().flatMap(answer -> answer.get().stream()).toList(),
        sizes.stream().flatMap(answer -> answer.get().stream()).toList());
  }

  private List<ForeignImage> names(Region region, List<AmiId> amis) {
    try {
      return calls.nameImages(region, amis);
    } catch (ActivityFailure failure) {
      LOG.warn("event=images_not_named region={}", region, failure);
      return List.of();
    }
  }

  private List<AddedBytes> sizes(Region region, List<Layering> layerings) {
    try {
      return calls.measureAdded(region, layerings);
    } catch (ActivityFailure failure) {
      LOG.warn("event=images_not_measured region={}", region, failure);
      return List.of();
    }
  }
}
