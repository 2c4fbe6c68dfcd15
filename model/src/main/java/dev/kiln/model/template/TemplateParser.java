package dev.kiln.model.template;

import dev.kiln.model.schema.Reading;
import dev.kiln.model.schema.TemplateKeys;
import dev.kiln.model.source.Findings;
import dev.kiln.model.source.TemplateException;
import dev.kiln.model.source.TemplateSource;
import dev.kiln.model.yaml.Value;
import dev.kiln.model.yaml.YamlReader;

/** Reads templates. */
public final class TemplateParser {
  private TemplateParser() {}

  /**
   * Reads a template in any dialect.
   *
   * @throws TemplateException with every problem of the template
   */
  public static Template parse(TemplateSource source, ReadOptions options) {
    return parse(source, YamlReader.read(source), options);
  }

  /**
   * Reads a template whose YAML was read before, for a caller that needs both.
   *
   * @throws TemplateException with every problem of the template
   */
  public static Template parse(TemplateSource source, Value.Fields top, ReadOptions options) {
    OtherFile.refuse(top);
    Findings findings = new Findings();
    Parameters parameters = Parameters.read(top, findings, options.lenient());
    Reading reading =
        new Reading(
            findings, options.lenient(), parameters.substitution(options.variables(), findings));
    Section section = Section.of(TemplateKeys.template().check(Parameters.without(top), reading));
    new TemplateRules(section, findings).check();
    findings.throwIfBroken();
    return new TemplateAssembly(source.location(), section, findings)
        .template(parameters.declared());
  }
}
