package dev.kiln.activities.janitor;

import static dev.kiln.activities.image.Ec2Images.filter;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.activities.aws.Ec2Lists;
import dev.kiln.activities.image.Ec2Images;
import dev.kiln.activities.image.OwnImages;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageTags;
import dev.kiln.workflows.janitor.JanitorActivities;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.VolumeState;

/**
 * Finds leftovers by the tags {@code ManagedBy} and {@code ExpiresAt}. It does not look for key
 * pairs and security groups, because builders need none.
 */
public final class Ec2JanitorActivities implements JanitorActivities {
  private static final Logger LOG = LoggerFactory.getLogger(Ec2JanitorActivities.class);

  private static final Filter OURS = filter("tag:" + ImageTags.MANAGED_BY, ImageTags.KILN);
  private static final Filter TEMPORARY = filter("tag-key", ImageTags.EXPIRES_AT);
  private static final Filter ALIVE =
      filter("instance-state-name", "pending", "running", "stopping", "stopped");

  private final AwsCalls aws;

  public Ec2JanitorActivities(AwsCalls aws) {
    this.aws = aws;
  }

  @Override
  public List<JanitorActivities.Expired> findExpired(Region region, Instant now) {
    return Stream.of(instances(region), images(region), volumes(region), snapshots(region))
        .flatMap(kind -> kind.flatMap(Candidate::expired))
        .filter(expired -> expired.at().isBefore(now))
        .toList();
  }

  /** A temporary resource, which may or may not have expired. */
  private record Candidate(
      JanitorActivities.Expired.Kind kind, String id, Region region, List<Tag> given) {
    Stream<JanitorActivities.Expired> expired() {
      Map<String, String> tags =
          given.stream().collect(Collectors.toMap(Tag::key, Tag::value, (first, second) -> first));
      String name = tags.getOrDefault(ImageTags.NAME, "");
      return at(tags).map(at -> new JanitorActivities.Expired(kind, id, region, name, at)).stream();
    }

    /** An unreadable time never comes: better a leftover than a loss. */
    private Optional<Instant> at(Map<String, String> tags) {
      try {
        return Optional.of(Instant.parse(tags.getOrDefault(ImageTags.EXPIRES_AT, "")));
      } catch (DateTimeException unreadable) {
        LOG.warn("event=expiry_unreadable resource={} {}", id, unreadable.getMessage());
        return Optional.empty();
      }
    }
  }

  private Stream<Candidate> instances(Region region) {
    return Ec2Lists.instances(aws, region, OURS, TEMPORARY, ALIVE).stream()
        .map(
            i ->
                new Candidate(
                    JanitorActivities.Expired.Kind.INSTANCE, i.instanceId(), region, i.tags()));
  }

  private Stream<Candidate> images(Region region) {
    return new OwnImages(aws)
        .describe(region, OURS, TEMPORARY).stream()
            .filter(i -> !ImageTags.hasPassedBootTest(Ec2Images.tags(i)))
            .map(
                i ->
                    new Candidate(
                        JanitorActivities.Expired.Kind.IMAGE, i.imageId(), region, i.tags()));
  }

  private Stream<Candidate> volumes(Region region) {
    return Ec2Lists.volumes(aws, region, OURS, TEMPORARY).stream()
        .filter(volume -> volume.state() == VolumeState.AVAILABLE)
        .map(
            v ->
                new Candidate(
                    JanitorActivities.Expired.Kind.VOLUME, v.volumeId(), region, v.tags()));
  }

  private Stream<Candidate> snapshots(Region region) {
    return Ec2Lists.ownSnapshots(aws, region, OURS, TEMPORARY).stream()
        .map(
            s ->
                new Candidate(
                    JanitorActivities.Expired.Kind.SNAPSHOT, s.snapshotId(), region, s.tags()));
  }

  @Override
  public void removeExpired(JanitorActivities.Expired expired) {
    try {
      remove(expired);
      LOG.info("event=expired_removed kind={} id={}", expired.kind(), expired.id());
    } catch (SdkException refused) {
      if (!AwsFailures.isGone(refused)) {
        throw AwsFailures.translate("remove " + expired.id(), expired.region(), refused);
      }
    }
  }

  private void remove(JanitorActivities.Expired expired) {
    Region region = expired.region();
    String id = expired.id();
    switch (expired.kind()) {
      case INSTANCE ->
          aws.ec2()
              .raw(
                  region,
                  "TerminateInstances",
                  ec2 -> ec2.terminateInstances(r -> r.instanceIds(id)));
      case IMAGE ->
          aws.ec2()
              .raw(
                  region,
                  "DeregisterImage",
                  ec2 -> ec2.deregisterImage(r -> r.imageId(id).deleteAssociatedSnapshots(true)));
      case VOLUME ->
          aws.ec2().raw(region, "DeleteVolume", ec2 -> ec2.deleteVolume(r -> r.volumeId(id)));
      case SNAPSHOT ->
          aws.ec2().raw(region, "DeleteSnapshot", ec2 -> ec2.deleteSnapshot(r -> r.snapshotId(id)));
    }
  }
}
