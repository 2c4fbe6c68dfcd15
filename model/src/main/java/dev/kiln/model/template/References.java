package dev.kiln.model.template;

import dev.kiln.model.AmiId;
import dev.kiln.model.layer.VendorImages;
import dev.kiln.model.schema.NearestName;
import dev.kiln.model.source.Findings;
import dev.kiln.model.source.Located;
import dev.kiln.model.source.Position;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the references of a template: its parent and its base image. */
final class References {
  private static final Pattern AMI = Pattern.compile("ami-[0-9a-f]{8,17}");
  private static final Pattern PIN = Pattern.compile("sha256=([0-9a-fA-F]{64})");
  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://.*");

  private final Findings findings;

  References(Findings findings) {
    this.findings = findings;
  }

  void check(Section top) {
    parent(top);
    base(top);
    architecturesTwice(top);
  }

  /** The parent, if the template names a valid one. */
  Optional<Located<ParentReference>> parent(Section top) {
    Optional<Position> at = top.at("extends");
    Section pinned = top.section("extends");
    Optional<String> ami = pinned.string("ami");
    if (ami.isPresent()) {
      return pinned
          .text("template")
          .map(
              name ->
                  new Located<>(
                      name.at(),
                      new ParentReference.PinnedImage(name.value(), new AmiId(ami.get()))));
    }
    List<Located<String>> names = top.texts("extends");
    if (at.isPresent() && top.items("extends").size() > 1) {
      findings.error(
          at.get(),
          "a template can have only one parent, but this one names " + names.size(),
          "let one of them extend the other and name the last");
      return Optional.empty();
    }
    return names.stream().findFirst().flatMap(this::reference);
  }

  private Optional<Located<ParentReference>> reference(Located<String> written) {
    String text = written.value();
    if (text.startsWith("https://")) {
      return address(written);
    }
    if (SCHEME.matcher(text).matches()) {
      findings.error(written.at(), "'" + text + "' is not a safe address", "use https://");
      return Optional.empty();
    }
    boolean path = text.contains("/") || text.endsWith(".yaml") || text.endsWith(".yml");
    return Optional.of(
        new Located<>(
            written.at(),
            path ? new ParentReference.AtPath(text) : new ParentReference.Installed(text)));
  }

  private Optional<Located<ParentReference>> address(Located<String> written) {
    try {
      URI whole = new URI(written.value());
      Optional<String> fragment = Optional.ofNullable(whole.getRawFragment());
      if (fragment.isPresent() && !PIN.matcher(fragment.get()).matches()) {
        findings.error(
            written.at(),
            "'#" + fragment.get() + "' is not a checksum",
            "write #sha256= and 64 hexadecimal digits");
        return Optional.empty();
      }
      URI address = new URI(written.value().replaceFirst("#.*", ""));
      Optional<String> pin =
          fragment.map(text -> text.substring("sha256=".length()).toLowerCase(Locale.ROOT));
      return Optional.of(new Located<>(written.at(), new ParentReference.AtAddress(address, pin)));
    } catch (URISyntaxException broken) {
      findings.error(
          written.at(),
          "not a valid address: " + broken.getReason(),
          "write https://host/path.yaml");
      return Optional.empty();
    }
  }

  /** The base in canonical form, if the template names a known one. */
  Optional<Located<String>> base(Section top) {
    Optional<Located<String>> written =
        top.text("base").or(() -> top.section("base").text("source"));
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Position at = written.get().at();
    String text = written.get().value();
    if (text.equals(Template.AMI_BASED)) {
      findings.warning(
          at,
          "'" + text + "' lets a launcher choose the image, so there is none to build on",
          "to build, give one with --base-ami");
      return Optional.of(new Located<>(at, text));
    }
    Optional<String> known =
        AMI.matcher(text).matches() ? Optional.of(text) : VendorImages.canonical(text);
    if (known.isEmpty()) {
      List<String> names = VendorImages.names();
      String guess = NearestName.among(names, text).map(near -> "write " + near + "; ").orElse("");
      findings.error(
          at,
          "unknown base image '" + text + "'",
          guess + "known bases are " + String.join(", ", names) + " and AMI ids");
    }
    return known.map(name -> new Located<>(at, name));
  }

  private void architecturesTwice(Section top) {
    Optional<Position> nested = top.section("base").at("architecture");
    if (nested.isPresent() && top.at("architectures").isPresent()) {
      findings.error(
          nested.get(),
          "'base_ami.architecture' means the same as 'architectures'",
          "keep one of them");
    }
  }
}
