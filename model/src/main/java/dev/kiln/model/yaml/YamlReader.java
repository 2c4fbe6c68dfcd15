package dev.kiln.model.yaml;

import dev.kiln.model.source.Diagnostic;
import dev.kiln.model.source.Findings;
import dev.kiln.model.source.Position;
import dev.kiln.model.source.TemplateException;
import dev.kiln.model.source.TemplateSource;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Reads one YAML document. It only composes nodes, so no tag in the text can create an object. */
public final class YamlReader {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_ALIASES = 50;
  private static final PlainValues PLAIN_VALUES = new PlainValues();

  private final TemplateSource source;

  private YamlReader(TemplateSource source) {
    this.source = source;
  }

  /**
   * Reads the document, which must be a map.
   *
   * @throws TemplateException with the problems of the text as YAML
   */
  public static Value.Fields read(TemplateSource source) {
    return new YamlReader(source).document();
  }

  private Value.Fields document() {
    guardCharacters();
    Node root = compose();
    Findings findings = new Findings();
    Value value = new NodeConversion(source, findings).convert(root);
    findings.throwIfBroken();
    if (value instanceof Value.Fields fields) {
      return fields;
    }
    Optional<Diagnostic> space = NoBreakSpace.in(value);
    if (space.isPresent()) {
      throw new TemplateException(space.get());
    }
    throw refused(
        value.at(),
        "the top level is " + value.kind() + ", not a map of keys",
        "begin with a key, as in `name: gromacs`");
  }

  private void guardCharacters() {
    boolean perhapsTooLong = source.text().length() > TemplateSource.MAX_BYTES / 4;
    if (perhapsTooLong
        && source.text().getBytes(StandardCharsets.UTF_8).length > TemplateSource.MAX_BYTES) {
      throw refused(
          start(),
          "the text has more than " + TemplateSource.MAX_BYTES + " bytes",
          "a template is a short text: fetch large files in a script instead");
    }
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < source.text().length(); i++) {
      char c = source.text().charAt(i);
      if (c == '\n') {
        line++;
        lineStart = i + 1;
      } else if (Character.isISOControl(c) && c != '\t' && c != '\r' && c != '\u0085') {
        throw refused(
            new Position(source, line, source.text().codePointCount(lineStart, i) + 1),
            "the control character U+%04X is not allowed in YAML".formatted((int) c),
            "remove it; in a quoted text it can be written as an escape");
      }
    }
  }

  private Node compose() {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setCodePointLimit(TemplateSource.MAX_BYTES);
    @Nullable Node root;
    try {
      StreamReader reader = new StreamReader(new StringReader(source.text()));
      root = new Composer(new ParserImpl(reader, options), PLAIN_VALUES, options).getSingleNode();
    } catch (MarkedYAMLException broken) {
      throw new TemplateException(YamlErrors.explain(broken, source));
    } catch (YAMLException refused) {
      throw refused(
          start(),
          "YAML limit reached: " + refused.getMessage(),
          "write it out flat: a template needs no deep nesting and few aliases");
    }
    if (root == null) {
      throw refused(start(), "the file is empty", "give it at least a `name:`");
    }
    return root;
  }

  private Position start() {
    return Position.startOf(source.location());
  }

  private static TemplateException refused(Position at, String fact, String hint) {
    return new TemplateException(Diagnostic.error(at, fact, hint));
  }
}
