package dev.kiln.cli.validate;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.files.CompiledChain;
import dev.kiln.cli.files.InstalledTemplates;
import dev.kiln.cli.images.ImageSearch;
import dev.kiln.cli.work.UniqueId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.validate.ValidateWorkflow;
import dev.kiln.workflows.validate.ValidateWorkflow.Request.Subject;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses the images to validate and the checks to run. */
final class SubjectChoice {
  private final Invocation invocation;
  private final ValidateFlags flags;
  private final InstalledTemplates installed;

  SubjectChoice(Invocation invocation, ValidateFlags flags) {
    this.invocation = invocation;
    this.flags = flags;
    this.installed = new InstalledTemplates(invocation.console());
  }

  /** Whether a word names a template rather than an image. */
  boolean isTemplate(String written) {
    return written.contains("/")
        || written.endsWith(".yaml")
        || written.endsWith(".yml")
        || installed.all().containsKey(written)
        || Files.isRegularFile(invocation.console().workingDirectory().resolve(written));
  }

  /**
   * The newest images of a template's current content.
   *
   * @param wanted the regions that should have one
   * @param first the region to search if none is required
   * @param everywhere whether to search all other regions too
   */
  ValidateWorkflow.Request template(
      CompiledChain chain, List<Region> wanted, Region first, boolean everywhere) {
    LayerSpec top = chain.top();
    List<Subject> subjects = new ArrayList<>();
    boolean none = wanted.isEmpty();
    for (Region region : none ? List.of(first) : wanted) {
      for (Architecture architecture : flags.chain.architectures(chain.chain())) {
        ImageKey key = new ImageKey(top.template(), top.hash(), architecture, region);
        subjects.add(new Subject(key, Optional.empty(), !(none && everywhere)));
      }
    }
    return request(top.template(), subjects, everywhere, top, true);
  }

  /** One image, with the checks of {@code chain} or of its own template. */
  ValidateWorkflow.Request image(
      String written, Optional<CompiledChain> chain, Connection connection) {
    KilnImage image = new ImageSearch(invocation, connection).one(written);
    if (image.state() == ImageState.PENDING || image.state() == ImageState.UNUSABLE) {
      throw new CliFailure(
          "cannot validate %s: it is %s; only an image that is available can be booted"
              .formatted(image.ami(), image.stateText()));
    }
    CompiledChain read = chain.orElseGet(() -> madeOf(image));
    LayerSpec layer = layerOf(image, read);
    boolean same = layer.hash().equals(image.key().hash());
    if (!same && chain.isEmpty()) {
      throw new CliFailure(
          "cannot validate %s: template '%s' has changed since (its hash is %s, the image's %s); pass the template it was made from with -t, or run today's checks with -t %s"
              .formatted(
                  image.ami(),
                  layer.template(),
                  layer.hash(),
                  image.key().hash(),
                  layer.template()));
    }
    if (!same) {
      invocation.note(
          "%s was made from another version of '%s': Kiln shows the result of the checks and does not record it"
              .formatted(image.ami(), layer.template()));
    }
    Subject subject = new Subject(image.key(), Optional.of(image.ami()), true);
    return request(ImageSearch.askedName(image), List.of(subject), false, layer, same);
  }

  private CompiledChain madeOf(KilnImage image) {
    String template = image.key().template();
    if (!installed.all().containsKey(template)) {
      throw new CliFailure(
          "cannot validate %s: its checks are not known, since no template '%s' is installed; pass the file it was made from with -t"
              .formatted(image.ami(), template));
    }
    return flags.chain.read(invocation, template);
  }

  /** The image may belong to a lower layer than the named one. */
  private static LayerSpec layerOf(KilnImage image, CompiledChain chain) {
    return chain.layers().stream()
        .filter(layer -> layer.template().equals(image.key().template()))
        .findFirst()
        .orElse(chain.top());
  }

  private ValidateWorkflow.Request request(
      String name, List<Subject> subjects, boolean everywhere, LayerSpec layer, boolean recorded) {
    return new ValidateWorkflow.Request(
        UniqueId.next(),
        name,
        subjects,
        everywhere,
        layer.checks(),
        layer.machine(),
        flags.policy(),
        recorded);
  }
}
