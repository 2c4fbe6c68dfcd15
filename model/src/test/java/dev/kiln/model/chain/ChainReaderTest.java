package dev.kiln.model.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.model.Templates;
import dev.kiln.model.hash.LayerDigest;
import dev.kiln.model.source.TemplateException;
import dev.kiln.model.template.ReadOptions;
import dev.kiln.model.template.Template;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChainReaderTest {
  private static final String BASE = "name: base\nsetup_script: make\n";

  private static String child(String parent, String... lines) {
    return "name: child\nextends: " + parent + "\n" + String.join("\n", lines) + "\n";
  }

  private static void refused(Templates templates, String location, String message) {
    assertThatThrownBy(() -> templates.chain(location))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message);
  }

  @Test
  void pathsAreRelativeToTheFileThatNamesThem() {
    Chain chain =
        new Templates()
            .put("lib/base/base.yaml", BASE)
            .put("lib/mid.yaml", "name: mid\nextends: base/base.yaml\n")
            .put("mine/child.yaml", child("../lib/mid.yaml"))
            .chain("mine/child.yaml");
    assertThat(chain.layers())
        .extracting(Template::location)
        .containsExactly("lib/base/base.yaml", "lib/mid.yaml", "mine/child.yaml");
  }

  @Test
  void readsNamesAsInstalledTemplates() {
    Chain chain = new Templates().put("base", BASE).put("c.yaml", child("base")).chain("c.yaml");
    assertThat(chain.layers()).extracting(Template::slug).containsExactly("base", "child");
  }

  @Test
  void aChecksumPinsAnAddress() {
    String pin = LayerDigest.ofText(BASE).hex();
    Templates templates = new Templates().put("https://example.org/base.yaml", BASE);
    templates.put("good.yaml", child("https://example.org/base.yaml#sha256=" + pin));
    templates.put("bad.yaml", child("https://example.org/base.yaml#sha256=" + "0".repeat(64)));
    assertThat(templates.chain("good.yaml").layers()).hasSize(2);
    refused(
        templates,
        "bad.yaml",
        "bad.yaml:2:10: the text at https://example.org/base.yaml has the SHA-256 " + pin);
  }

  @Test
  void aTemplateFromAnAddressCannotNameALocalFile() {
    Templates templates =
        new Templates()
            .put("/etc/base.yaml", BASE)
            .put("https://example.org/a/child.yaml", child("/etc/base.yaml"))
            .put("top.yaml", "name: top\nextends: https://example.org/a/child.yaml\n");
    refused(templates, "top.yaml", "no such template: https://example.org/etc/base.yaml");
  }

  @Test
  void aPinnedImageEndsTheChain() {
    Chain chain =
        new Templates()
            .put("c.yaml", child("{template: base, ami: ami-0123456789abcdef0}"))
            .chain("c.yaml");
    assertThat(chain.layers()).hasSize(1);
    assertThat(chain.pinned())
        .hasValueSatisfying(pin -> assertThat(pin.template()).isEqualTo("base"));
  }

  @Test
  void reportsAMissingParentAtThePlaceThatNamesIt() {
    refused(
        new Templates().put("c.yaml", child("gone.yaml")),
        "c.yaml",
        "c.yaml:2:10: cannot read parent 'gone.yaml': no such template: gone.yaml");
  }

  @Test
  void reportsABrokenParentWithItsOwnLines() {
    refused(
        new Templates().put("b.yaml", "name: base\nuser: []\n").put("c.yaml", child("b.yaml")),
        "c.yaml",
        "b.yaml:2:1: unknown key 'user'");
  }

  @Test
  void printsACircle() {
    Templates templates =
        new Templates()
            .put("a.yaml", "name: a\nextends: ./b.yaml\n")
            .put("b.yaml", "name: b\nextends: x/../c.yaml\n")
            .put("c.yaml", "name: c\nextends: b.yaml\n");
    refused(
        templates,
        "a.yaml",
        "c.yaml:2:10: templates extend each other in a circle: b.yaml -> c.yaml -> b.yaml");
    refused(
        new Templates()
            .put("./s.yaml", "name: s\nextends: s.yaml\n")
            .put("s.yaml", "name: s\nextends: s.yaml\n"),
        "./s.yaml",
        "./s.yaml -> s.yaml");
  }

  @Test
  void allowsAtMostSixteenLayers() {
    Templates templates = new Templates().put("0.yaml", "name: t0\n");
    for (int i = 1; i <= 16; i++) {
      templates.put(i + ".yaml", "name: t%d\nextends: %d.yaml\n".formatted(i, i - 1));
    }
    assertThat(templates.chain("15.yaml").layers()).hasSize(16);
    refused(templates, "16.yaml", "1.yaml:2:10: the chain has more than 16 layers");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "packages: {spack: [gcc@11.3.0]} | packages: {spack: [gcc@12.2.0]}",
        "packages: {spack: [hdf5@1.14.0+mpi]} | packages: {spack: [hdf5@1.12.0+mpi+hl]}",
        "packages: {conda: ['python=3.11']} | packages: {conda: ['conda-forge::python=3.10']}",
        "packages: {pip: [typing_extensions==4.1]} | packages: {pip: ['Typing.Extensions[x] == 4.10']}",
        "packages: {system: [r-base=4.1]} | packages: {system: [r-base=4.2]}",
        "users: [{name: u, uid: 2000}] | users: [{name: u, uid: 2001}]",
      })
  void reportsContradictionsWithBothPlaces(String parent, String own) {
    Templates templates =
        new Templates().put("b.yaml", BASE + parent + "\n").put("c.yaml", child("b.yaml", own));
    assertThatThrownBy(() -> templates.chain("c.yaml"))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("c.yaml:3:")
        .hasMessageContaining("contradicts the parent's")
        .hasMessageContaining("at b.yaml:3:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "packages: {spack: [gcc@11.3.0, gcc@12.2.0]} | packages: {spack: [gcc@12.2.0]}",
        "packages: {spack: [python@3.10]} | packages: {spack: [python@3.10.8]}",
        "packages: {spack: [gcc@11.3.0]} | packages: {spack: [gcc]}",
        "packages: {spack: [gcc@11.3.0]} | packages: {system: [gcc=12]}",
        "packages: {pip: ['numpy>=1.2']} | packages: {pip: [numpy==1.26.0]}",
        "packages: {conda: ['python=3.11']} | packages: {conda: ['python=3.11.4']}",
        "packages: {spack: [bonnie++@2.00a]} | packages: {spack: [bonnie++@2.00a]}",
        "users: [{name: u, uid: 2000}] | users: [{name: u, groups: [x]}]",
      })
  void acceptsLayersThatAgree(String parent, String own) {
    Templates templates =
        new Templates().put("b.yaml", BASE + parent + "\n").put("c.yaml", child("b.yaml", own));
    assertThat(templates.chain("c.yaml").layers()).hasSize(2);
  }

  @Test
  void variantsWithinOneTemplateAreLegal() {
    Templates templates =
        new Templates().put("b.yaml", "name: b\npackages: {spack: [gcc@11, gcc@12]}\n");
    assertThat(templates.chain("b.yaml").layers()).hasSize(1);
  }

  @Test
  void aChildMayNameOnlyTheBaseOfItsParent() {
    Templates templates =
        new Templates()
            .put("free.yaml", BASE)
            .put("fixed.yaml", BASE + "base: debian-12\n")
            .put("ok.yaml", child("free.yaml", "base: al2023"))
            .put("bad.yaml", child("fixed.yaml", "base: al2023"));
    assertThat(templates.layers("ok.yaml").get(0).base().label()).isEqualTo("al2023");
    refused(
        templates,
        "bad.yaml",
        "bad.yaml:3:7: 'al2023' cannot be the base: the chain starts from 'debian-12', see fixed.yaml:3:7");
  }

  @Test
  void refusesABaseBesideAPinnedImage() {
    refused(
        new Templates().put("c.yaml", child("{template: b, ami: ami-00000001}", "base: al2023")),
        "c.yaml",
        "c.yaml:3:7: the chain starts from a pinned image");
  }

  @Test
  void refusesASmallerVolumeThanTheParents() {
    refused(
        new Templates()
            .put("b.yaml", BASE + "builder: {volume_size_gb: 50}\n")
            .put("c.yaml", child("b.yaml", "builder: {volume_size_gb: 20}")),
        "c.yaml",
        "a root volume of 20 GiB cannot hold the parent's image of 50 GiB");
  }

  @Test
  void refusesTwoLayersWithTheSameName() {
    refused(
        new Templates().put("b.yaml", BASE).put("c.yaml", "name: Base\nextends: b.yaml\n"),
        "c.yaml",
        "the template has the same name as its parent b.yaml");
  }

  @Test
  void acceptsParametersOfTheParentAndRefusesUnknownOnes() {
    Templates templates =
        new Templates()
            .put(
                "b.yaml",
                "name: b\nparameters: {editor: {type: string, default: vim}}\nsetup_script: \"get {{.editor}}\"\n")
            .put("c.yaml", child("b.yaml"));
    Chain chain = templates.chain("c.yaml", new ReadOptions(Map.of("editor", "nano"), false));
    assertThat(chain.layers().get(0).content().steps().get(0).value().script())
        .isEqualTo("get nano");
    assertThatThrownBy(
            () -> templates.chain("c.yaml", new ReadOptions(Map.of("editr", "nano"), false)))
        .hasMessageContaining(
            "declares the parameter 'editr'; write editor; the declared parameters are editor");
  }
}
