package dev.kiln.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.chain.Chain;
import dev.kiln.model.chain.ChainReader;
import dev.kiln.model.chain.ParentReader;
import dev.kiln.model.compile.LayerCompiler;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.model.lint.TemplateLint;
import dev.kiln.model.source.TemplateSource;
import dev.kiln.model.template.ReadOptions;
import dev.kiln.model.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The library of templates: each can be built, and has checks for its claims. */
final class ShippedTemplatesTest {
  static List<Path> shipped() {
    return Repository.below("templates", ".yaml");
  }

  @Test
  void theLibraryIsThere() {
    assertThat(shipped()).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void isReadWithoutAWarning(Path file) {
    assertThat(chain(file).warnings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void leavesNothingToAdvise(Path file) {
    assertThat(TemplateLint.of(source(file))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void isCalledLikeItsFile(Path file) {
    assertThat(chain(file).top().slug() + ".yaml").isEqualTo(String.valueOf(file.getFileName()));
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void statesItsPurposeAndVersion(Path file) {
    Template template = chain(file).top();

    assertThat(template.description()).isPresent();
    assertThat(template.version()).isPresent();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void addsSomethingAndChecksIt(Path file) {
    LayerSpec top = layers(file).get(layers(file).size() - 1);

    assertThat(top.setup()).isNotEmpty();
    assertThat(top.checks()).anyMatch(check -> check.layer().equals(top.template()));
  }

  @Test
  void childrenOfOneParentShareItsImage() {
    Map<String, List<String>> hashes =
        shipped().stream()
            .flatMap(file -> layers(file).stream())
            .collect(
                Collectors.groupingBy(
                    LayerSpec::template,
                    Collectors.mapping(
                        layer -> layer.hash().value(),
                        Collectors.collectingAndThen(
                            Collectors.toList(), all -> all.stream().distinct().toList()))));

    assertThat(hashes.values()).allSatisfy(all -> assertThat(all).hasSize(1));
  }

  @Test
  void thePairOfTheTestsNeedsNoNetworkAndNoPackage() {
    List<Path> pair =
        List.of("hello-base", "hello", "hello-two").stream()
            .map(name -> Repository.file("templates/" + name + ".yaml"))
            .toList();

    assertThat(pair)
        .allSatisfy(
            file -> {
              assertThat(chain(file).top().content().packages()).isEmpty();
              assertThat(chain(file).base().map(base -> base.value())).contains("host");
            });
  }

  private static List<LayerSpec> layers(Path file) {
    return LayerCompiler.compile(chain(file), Optional.empty());
  }

  private static Chain chain(Path file) {
    return ChainReader.read(source(file), new Neighbours(), ReadOptions.STRICT);
  }

  private static TemplateSource source(Path file) {
    return TemplateSource.of(file.toString(), bytes(file));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Parents are in the same directory as their children. */
  private static final class Neighbours implements ParentReader {
    @Override
    public TemplateSource file(String path) {
      return source(Path.of(path));
    }

    @Override
    public TemplateSource named(String name, String child) throws IOException {
      throw new IOException("'" + name + "' is not beside its child");
    }

    @Override
    public TemplateSource address(URI address) throws IOException {
      throw new IOException(address + " is not beside its child");
    }
  }
}
