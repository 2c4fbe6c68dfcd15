package dev.kiln.workflows.image;

import dev.kiln.model.image.ImageKey;
import dev.kiln.model.layer.BuilderMachine;
import dev.kiln.workflows.catalog.BaseAmi;
import java.time.Instant;
import java.util.Optional;

/**
 * What to launch. It is frozen in the workflow's history, since a client token is only good for the
 * very same request.
 *
 * @param buildId the run; with the attempt it makes the client tokens
 * @param purpose tells a builder from an instance that only checks are run on
 * @param attempt from 1; a builder that was lost is followed by one with the next number
 * @param vendor the vendor image that {@code base} is, by its canonical name; absent if it is one
 *     of ours or a pinned one
 * @param expiresAt after which anyone may remove the builder
 */
public record LaunchRequest(
    ImageKey key,
    String buildId,
    Purpose purpose,
    int attempt,
    BaseAmi base,
    Optional<String> vendor,
    BuilderMachine machine,
    boolean spot,
    Instant expiresAt) {

  /** What an instance is launched for. */
  public enum Purpose {
    /** Its disk becomes an image. */
    BUILD("builder"),
    /** It shows what an image is worth. */
    TEST("test");

    private final String word;

    Purpose(String word) {
      this.word = word;
    }

    /** The part of the instance's name that tells it. */
    public String word() {
      return word;
    }
  }
}
