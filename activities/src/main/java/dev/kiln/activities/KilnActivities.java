package dev.kiln.activities;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.CloudSettings;
import dev.kiln.activities.capture.Ec2CaptureActivities;
import dev.kiln.activities.content.LocalContentActivities;
import dev.kiln.activities.copy.CopyLeases;
import dev.kiln.activities.copy.Ec2CopyActivities;
import dev.kiln.activities.doctor.Ec2AccountActivities;
import dev.kiln.activities.image.Ec2BuilderActivities;
import dev.kiln.activities.image.Ec2CatalogActivities;
import dev.kiln.activities.image.Ec2ImageActivities;
import dev.kiln.activities.image.Ec2LineageActivities;
import dev.kiln.activities.image.ImageLeases;
import dev.kiln.activities.image.ImageWaits;
import dev.kiln.activities.janitor.Ec2JanitorActivities;
import dev.kiln.activities.lease.RunLeases;
import dev.kiln.activities.registry.StoredRegistryActivities;
import dev.kiln.activities.retire.Ec2RetireActivities;
import dev.kiln.activities.retire.Ec2SurveyActivities;
import dev.kiln.activities.retire.Ec2UseActivities;
import dev.kiln.activities.retire.UseChecks;
import dev.kiln.activities.share.Ec2ShareActivities;
import dev.kiln.activities.waiting.BeatingCalls;
import dev.kiln.activities.waiting.OpenWaits;
import dev.kiln.model.registry.RegistryLocation;
import io.temporal.client.WorkflowClient;
import io.temporal.common.interceptors.WorkerInterceptor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** All activities of a worker, connected to one cloud and one Temporal server. */
public final class KilnActivities implements AutoCloseable {
  private final CloudSettings settings;
  private final AwsCalls aws;
  private final BeatingCalls calls;
  private final OpenWaits waits;
  private final Ec2BuilderActivities builders;
  private final ImageWaits images;
  private final RunLeases leases;
  private final LocalContentActivities contents;
  private final Ec2UseActivities uses;
  private final StoredRegistryActivities registries;

  /**
   * Creates the activities.
   *
   * @param registry the registry whose channels protect images, even when a command names another
   *     one
   * @param beat how often calls and open waits report that they are alive
   */
  public KilnActivities(
      WorkflowClient client,
      CloudSettings settings,
      Optional<RegistryLocation> registry,
      Duration beat) {
    this.settings = settings;
    this.aws = new AwsCalls(settings);
    this.calls = new BeatingCalls(beat);
    this.waits = new OpenWaits(client, beat);
    this.builders = new Ec2BuilderActivities(aws, settings, waits);
    this.images = new ImageWaits(aws, waits, settings.patience());
    this.leases = new RunLeases(client, waits);
    this.contents = new LocalContentActivities(settings);
    this.uses = new Ec2UseActivities(aws, waits, UseChecks.of(aws));
    this.registries = new StoredRegistryActivities(aws, registry);
  }

  /** The activities that make and change images and remove leftovers. */
  public List<Object> building() {
    return List.of(
        new Ec2CatalogActivities(aws, settings.regions()),
        new Ec2LineageActivities(aws),
        contents,
        builders,
        new Ec2ImageActivities(aws, images, settings.patience()),
        new Ec2CopyActivities(aws, images, settings.patience()),
        new Ec2CaptureActivities(aws),
        new Ec2ShareActivities(aws),
        uses,
        new Ec2RetireActivities(aws),
        new Ec2SurveyActivities(aws),
        new Ec2JanitorActivities(aws),
        new Ec2AccountActivities(aws, settings, InstantSource.system()),
        registries);
  }

  /** The activities in which builds wait for work that other builds share. */
  public List<Object> waiting() {
    return List.of(leases, new ImageLeases(leases), new CopyLeases(leases));
  }

  /**
   * The interceptor that sends heartbeats. Without it, the server would presume long calls dead.
   */
  public WorkerInterceptor heartbeats() {
    return calls;
  }

  @Override
  public void close() {
    calls.close();
    waits.close();
    builders.close();
    images.close();
    leases.close();
    uses.close();
    aws.close();
  }
}
