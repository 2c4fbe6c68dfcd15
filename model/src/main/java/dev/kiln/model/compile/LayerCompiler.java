package dev.kiln.model.compile;

import dev.kiln.model.AmiId;
import dev.kiln.model.chain.Chain;
import dev.kiln.model.hash.LayerDigest;
import dev.kiln.model.layer.BaseImage;
import dev.kiln.model.layer.Check;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.model.source.Diagnostic;
import dev.kiln.model.source.Located;
import dev.kiln.model.source.TemplateException;
import dev.kiln.model.template.ParentReference.PinnedImage;
import dev.kiln.model.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles the layers of a chain, ready to build or look up. */
public final class LayerCompiler {
  private LayerCompiler() {}

  /**
   * Compiles a chain, lowest layer first.
   *
   * @param baseOverride an image to start from, instead of the base that the templates name
   * @throws TemplateException if there is nothing to start from
   */
  public static List<LayerSpec> compile(Chain chain, Optional<AmiId> baseOverride) {
    BaseImage base =
        baseOverride.<BaseImage>map(BaseImage.Pinned::new).orElseGet(() -> baseOf(chain));
    Optional<String> below =
        baseOverride.isPresent() ? Optional.empty() : chain.pinned().map(PinnedImage::template);
    List<LayerDigest> digests = ChainDigests.of(chain, base.label());
    List<Check> checks = new ArrayList<>();
    List<LayerSpec> specs = new ArrayList<>();
    for (int i = 0; i < chain.layers().size(); i++) {
      Template template = chain.layers().get(i);
      template.content().checks().forEach(check -> checks.add(check.value()));
      specs.add(
          new LayerSpec(
              template.slug(),
              template.location(),
              digests.get(i).shown(),
              template.version(),
              i == 0 ? below : Optional.of(chain.layers().get(i - 1).slug()),
              base,
              SetupSteps.of(template.content()),
              checks,
              template.tags(),
              chain.machine(i),
              chain.hygiene(i),
              chain.bootTest(i)));
    }
    return List.copyOf(specs);
  }

  private static BaseImage baseOf(Chain chain) {
    if (chain.pinned().isPresent()) {
      return new BaseImage.Pinned(chain.pinned().get().ami());
    }
    Optional<Located<String>> named = chain.base();
    if (named.isPresent() && named.get().value().equals(Template.AMI_BASED)) {
      throw new TemplateException(
          Diagnostic.error(
              named.get().at(),
              "there is no image to build on: '" + Template.AMI_BASED + "' names none",
              "give one with --base-ami"));
    }
    String name = named.map(Located::value).orElse(Chain.DEFAULT_BASE);
    return name.startsWith("ami-")
        ? new BaseImage.Pinned(new AmiId(name))
        : new BaseImage.Vendor(name);
  }
}
