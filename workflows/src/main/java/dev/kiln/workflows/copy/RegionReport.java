package dev.kiln.workflows.copy;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.workflows.share.SharingOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One image in one region, as it stands or as it ended.
 *
 * @param source what is copied; absent while it is not there yet
 * @param ami the image in this region, once there is one
 * @param key the KMS key it is encrypted with, if it is
 * @param storedBytes what its snapshots hold, where the cloud tells
 * @param notes what the user should know
 * @param failure why there is no image
 * @param took how long copying it took; zero if it was there
 * @param sharing what became of its permissions, if there were any to give
 */
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
    Optional<SharingOutcome> sharing) {

  public RegionReport {
    notes = List.copyOf(notes);
  }

  private RegionReport(
      Region region,
      Architecture architecture,
      State state,
      Optional<RegionalAmi> source,
      Optional<AmiId> ami,
      Optional<String> key,
      Optional<Long> storedBytes,
      List<String> notes,
      Optional<String> failure,
      Duration took) {
    this(
        region,
        architecture,
        state,
        source,
        ami,
        key,
        storedBytes,
        notes,
        failure,
        took,
        Optional.empty());
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
        Duration.ZERO);
  }

  /** The region that the copies are made from. */
  public static RegionReport made(
      RegionalAmi image, Architecture architecture, State state, Duration took) {
    return new RegionReport(
        image.region(),
        architecture,
        state,
        Optional.empty(),
        Optional.of(image.ami()),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        took);
  }

  RegionReport copying(RegionalAmi from) {
    return new RegionReport(
        region,
        architecture,
        State.COPYING,
        Optional.of(from),
        ami,
        key,
        storedBytes,
        notes,
        failure,
        took);
  }

  RegionReport copied(CopyWorkflow.Copy copy) {
    return new RegionReport(
        region,
        architecture,
        copy.found() ? State.REUSED : State.COPIED,
        source,
        Optional.of(copy.ami()),
        copy.key(),
        copy.storedBytes(),
        copy.notes(),
        Optional.empty(),
        copy.took());
  }

  RegionReport shared(SharingOutcome outcome) {
    return new RegionReport(
        region,
        architecture,
        state,
        source,
        ami,
        key,
        storedBytes,
        notes,
        failure,
        took,
        Optional.of(outcome));
  }

  /** What is missing here: the image, or the permission of someone who was to use it. */
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
    return new RegionReport(
        region,
        architecture,
        end,
        source,
        Optional.empty(),
        key,
        storedBytes,
        notes,
        Optional.of(why),
        took);
  }

  /** Where an image stands in one region. */
  public enum State {
    /** Not begun: the image is not there yet, or others are copied first. */
    WAITING,
    /** Being copied, by this build's run or one that it shares. */
    COPYING,
    /** Copied. */
    COPIED,
    /** It was there. */
    REUSED,
    /** Made here; the copies are of this one. */
    BUILT,
    /** It could not be copied; the other regions are not harmed. */
    FAILED,
    /** Cancelled while it was copied; what this build alone had begun is removed. */
    CANCELLED;

    /** Whether more will happen to it. */
    public boolean isUnderWay() {
      return this == WAITING || this == COPYING;
    }
  }
}
