package dev.kiln.model.chain;

import dev.kiln.model.hash.LayerDigest;
import dev.kiln.model.source.Diagnostic;
import dev.kiln.model.source.Located;
import dev.kiln.model.source.Position;
import dev.kiln.model.source.TemplateException;
import dev.kiln.model.source.TemplateSource;
import dev.kiln.model.template.ParentReference;
import dev.kiln.model.template.ParentReference.AtAddress;
import dev.kiln.model.template.ParentReference.AtPath;
import dev.kiln.model.template.ParentReference.Installed;
import dev.kiln.model.template.ParentReference.PinnedImage;
import dev.kiln.model.template.ReadOptions;
import dev.kiln.model.template.Template;
import dev.kiln.model.template.TemplateParser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Follows {@code extends} from a template to the lowest one. */
public final class ChainReader {
  /** A deeper chain is a mistake: no one could say what its image contains. */
  public static final int MAX_DEPTH = 16;

  private static final String HTTPS = "https://";

  private final ParentReader reader;
  private final Function<TemplateSource, Template> parser;
  private final List<Template> topFirst = new ArrayList<>();

  private ChainReader(ParentReader reader, Function<TemplateSource, Template> parser) {
    this.reader = reader;
    this.parser = parser;
  }

  /**
   * Reads the whole chain and checks that its layers agree.
   *
   * @param top the template that was asked for
   * @throws TemplateException with every problem of the first broken layer, or between the layers
   */
  public static Chain read(TemplateSource top, ParentReader reader, ReadOptions options) {
    return read(top, reader, source -> TemplateParser.parse(source, options), options);
  }

  /**
   * As {@link #read(TemplateSource, ParentReader, ReadOptions)}, for a caller that reads many
   * chains and each of their templates once.
   *
   * @param parser what the options make of a text
   */
  public static Chain read(
      TemplateSource top,
      ParentReader reader,
      Function<TemplateSource, Template> parser,
      ReadOptions options) {
    Chain chain = new ChainReader(reader, parser).follow(top);
    ChainRules.check(chain, options);
    return chain;
  }

  private Chain follow(TemplateSource top) {
    Optional<PinnedImage> pinned = Optional.empty();
    TemplateSource source = top;
    while (true) {
      Template template = parser.apply(source);
      topFirst.add(template);
      Optional<Located<ParentReference>> parent = template.parent();
      if (parent.isEmpty()) {
        break;
      }
      if (parent.get().value() instanceof PinnedImage image) {
        pinned = Optional.of(image);
        break;
      }
      source = parentOf(source.location(), parent.get());
    }
    List<Template> layers = new ArrayList<>(topFirst);
    Collections.reverse(layers);
    return new Chain(layers, pinned);
  }

  private TemplateSource parentOf(String child, Located<ParentReference> named) {
    TemplateSource parent;
    try {
      parent = read(child, named);
    } catch (IOException unreadable) {
      throw refused(
          named.at(),
          "cannot read parent '" + named.value().shown() + "': " + unreadable.getMessage(),
          "correct `extends`, or put the template there");
    }
    guardAgainstCycle(parent.location(), named.at());
    if (topFirst.size() >= MAX_DEPTH) {
      throw refused(
          named.at(),
          "the chain has more than " + MAX_DEPTH + " layers",
          "merge some of the templates below");
    }
    return parent;
  }

  private TemplateSource read(String child, Located<ParentReference> named) throws IOException {
    ParentReference parent = named.value();
    if (parent instanceof AtPath path) {
      return child.startsWith(HTTPS)
          ? address(new AtAddress(relative(child, path, named.at()), Optional.empty()), named.at())
          : reader.file(besides(child, path.path()));
    }
    if (parent instanceof Installed installed) {
      return reader.named(installed.name(), child);
    }
    return address((AtAddress) parent, named.at());
  }

  private TemplateSource address(AtAddress address, Position at) throws IOException {
    TemplateSource source = reader.address(address.address());
    String found = LayerDigest.ofText(source.text()).hex();
    if (address.sha256().isPresent() && !address.sha256().get().equals(found)) {
      throw refused(
          at,
          "the text at " + address.address() + " has the SHA-256 " + found + ", not the pinned one",
          "review what changed there, then pin the new checksum");
    }
    return source;
  }

  /** A template from an address may name others there, but never a file on this machine. */
  private static URI relative(String child, AtPath path, Position at) {
    URI address;
    try {
      address = URI.create(child).resolve(path.path());
    } catch (IllegalArgumentException broken) {
      throw refused(at, "'" + path.path() + "' cannot be part of an address", "correct `extends`");
    }
    if (!address.toString().startsWith(HTTPS)) {
      throw refused(at, "'" + path.path() + "' leads away from https", "write a relative path");
    }
    return address;
  }

  private static String besides(String child, String path) {
    return Path.of(child).resolveSibling(path).normalize().toString();
  }

  private void guardAgainstCycle(String location, Position at) {
    List<String> walked = topFirst.stream().map(Template::location).toList();
    int first = walked.indexOf(location);
    if (first < 0 && !walked.isEmpty() && !location.startsWith(HTTPS)) {
      first = walked.stream().map(ChainReader::normal).toList().indexOf(normal(location));
    }
    if (first >= 0) {
      List<String> cycle = new ArrayList<>(walked.subList(first, walked.size()));
      cycle.add(location);
      throw refused(
          at,
          "templates extend each other in a circle: " + String.join(" -> ", cycle),
          "remove `extends` from one of them");
    }
  }

  private static String normal(String location) {
    return location.startsWith(HTTPS) ? location : Path.of(location).normalize().toString();
  }

  private static TemplateException refused(Position at, String fact, String hint) {
    return new TemplateException(Diagnostic.error(at, fact, hint));
  }
}
