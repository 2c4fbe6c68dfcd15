package dev.kiln.workflows.copy;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.workflows.share.SharingOutcome;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The state or the result of one image in one region.
 *
 * @param source the image to copy; absent until it exists
 * @param ami the image in this region, once there is one
 * @param key the KMS key with which it is encrypted, if any
 * @param storedBytes the size of its snapshots, if the cloud reports it
 * @param notes what the user should know
 * @param failure why there is no image here
 * @param took how long the copy took; zero if the image existed before
 * @param sharing the changes of its permissions, if any were needed
 */
@RecordBuilder
public record RegionReport(
    Region region,
    Architecture architecture,
    State state,
    Optional<RegionalAmi> source,
    Optional<AmiId> ami,
    Optional<String> key,
    Optional<Long> storedBytes,
    List<String> notes,
    Optional<String> failure,
    Duration took,
    Optional<SharingOutcome> sharing)
    implements RegionReportBuilder.With {

  public RegionReport {
    notes = List.copyOf(notes);
  }

  /** A region in which nothing has happened yet. */
  public static RegionReport waiting(Region region, Architecture architecture) {
    return new RegionReport(
        region,
        architecture,
        State.WAITING,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Duration.ZERO,
        Optional.empty());
  }

  /** The region from which the copies are made. */
  public static RegionReport made(
      RegionalAmi image, Architecture architecture, State state, Duration took) {
    return waiting(image.region(), architecture)
        .with()
        .state(state)
        .ami(image.ami())
        .took(took)
        .build();
  }

  RegionReport copying(RegionalAmi from) {
    return with().state(State.COPYING).source(from).build();
  }

  RegionReport copied(CopyWorkflow.Copy copy) {
    return with()
        .state(copy.found() ? State.REUSED : State.COPIED)
        .ami(copy.ami())
        .key(copy.key())
        .storedBytes(copy.storedBytes())
        .notes(copy.notes())
        .took(copy.took())
        .build();
  }

  RegionReport shared(SharingOutcome outcome) {
    return withSharing(Optional.of(outcome));
  }

  /** What is missing here: the image, or somebody's permission to use it. */
  public Optional<String> problem() {
    return failure.or(
        () -> sharing.filter(outcome -> !outcome.complete()).map(RegionReport::refusals));
  }

  private static String refusals(SharingOutcome outcome) {
    return outcome.grants().stream()
        .filter(SharingOutcome.Grant::isRefused)
        .map(grant -> "not shared with " + grant.grantee() + ": " + grant.reason().orElse(""))
        .collect(Collectors.joining("; "));
  }

  RegionReport ended(State end, String why) {
    return with().state(end).ami(Optional.empty()).failure(why).build();
  }

  /** The state of an image in one region. */
  public enum State {
    /** Not started: the image does not exist yet, or other copies come first. */
    WAITING,
    /** Being copied, by this build's run or by one that it shares. */
    COPYING,
    /** Copied. */
    COPIED,
    /** It existed before. */
    REUSED,
    /** Built here; the copies are made from this image. */
    BUILT,
    /** It could not be copied; the other regions go on. */
    FAILED,
    /** The copy was cancelled; Kiln removed it unless others wait for it. */
    CANCELLED;

    /** Whether this state can still change. */
    public boolean isUnderWay() {
      return this == WAITING || this == COPYING;
    }
  }
}
