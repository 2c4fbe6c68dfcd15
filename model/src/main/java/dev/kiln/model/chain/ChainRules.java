package dev.kiln.model.chain;

import dev.kiln.model.layer.Check;
import dev.kiln.model.layer.CommandLimit;
import dev.kiln.model.schema.NearestName;
import dev.kiln.model.source.Findings;
import dev.kiln.model.source.Located;
import dev.kiln.model.source.Position;
import dev.kiln.model.template.Parameter;
import dev.kiln.model.template.ReadOptions;
import dev.kiln.model.template.Template;
import dev.kiln.model.template.UserAccount;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must hold between the layers of a chain. */
final class ChainRules {
  private final Chain chain;
  private final Findings findings = new Findings();

  private ChainRules(Chain chain) {
    this.chain = chain;
  }

  static void check(Chain chain, ReadOptions options) {
    ChainRules rules = new ChainRules(chain);
    rules.slugs();
    rules.bases();
    rules.volumes();
    rules.checks();
    rules.users();
    rules.variables(options);
    new PackageConflicts(rules.findings).check(chain);
    rules.findings.throwIfBroken();
  }

  /** The slug is part of the key of an image, so two layers of one name would share it. */
  private void slugs() {
    for (int i = 1; i < chain.layers().size(); i++) {
      Template template = chain.layers().get(i);
      for (Template below : chain.layers().subList(0, i)) {
        if (below.slug().equals(template.slug())) {
          findings.error(
              Position.startOf(template.location()),
              "the template has the same name as its parent " + below.location(),
              "give one of them another `name:` or `slug:`");
        }
      }
    }
  }

  private void bases() {
    Optional<Located<String>> lowest = chain.base();
    for (Template template : chain.layers()) {
      template
          .base()
          .filter(base -> !base.value().equals(lowest.orElse(base).value()))
          .ifPresent(
              base ->
                  findings.error(
                      base.at(),
                      "'"
                          + base.value()
                          + "' cannot be the base: the chain starts from '"
                          + lowest.orElse(base).value()
                          + "', see "
                          + lowest.orElse(base).at(),
                      "remove `base:` here, or change it there"));
    }
    chain
        .base()
        .filter(base -> chain.pinned().isPresent())
        .ifPresent(
            base ->
                findings.error(
                    base.at(),
                    "the chain starts from a pinned image, so it has no other base",
                    "remove `base:`"));
  }

  private void volumes() {
    int below = 0;
    for (Template template : chain.layers()) {
      int size = template.machine().volumeGib().orElse(below);
      if (size < below) {
        findings.error(
            Position.startOf(template.location()),
            "a root volume of " + size + " GiB cannot hold the parent's image of " + below + " GiB",
            "raise builder.volume_size_gb to at least " + below);
      }
      below = Math.max(below, size);
    }
  }

  /** The checks of a chain share one command, so their limits add up. */
  private void checks() {
    Duration sum = Duration.ZERO;
    for (Template template : chain.layers()) {
      for (Located<Check> check : template.content().checks()) {
        sum = sum.plus(check.value().timeout());
        if (sum.compareTo(CommandLimit.LONGEST_CHECKS) > 0) {
          findings.error(
              check.at(),
              "with the test '%s' the tests of the chain may take %d seconds, more than %d"
                  .formatted(
                      check.value().name(),
                      sum.toSeconds(),
                      CommandLimit.LONGEST_CHECKS.toSeconds()),
              "lower `timeout_seconds` of some tests: all tests of a chain share one command, and"
                  + " Systems Manager ends it after two days");
          return;
        }
      }
    }
  }

  /** An account is created once. A higher layer can add groups and keys, but not change the uid. */
  private void users() {
    Map<String, Located<UserAccount>> below = new HashMap<>();
    for (Template template : chain.layers()) {
      for (Located<UserAccount> user : template.content().users()) {
        Located<UserAccount> first = below.putIfAbsent(user.value().name(), user);
        if (first != null
            && user.value().uid().isPresent()
            && !user.value().uid().equals(first.value().uid())) {
          findings.error(
              user.at(),
              "the uid of '" + user.value().name() + "' contradicts the parent's at " + first.at(),
              "remove `uid:` here, or change it there");
        }
      }
    }
  }

  private void variables(ReadOptions options) {
    List<String> declared =
        chain.layers().stream()
            .flatMap(template -> template.parameters().stream())
            .map(Parameter::name)
            .distinct()
            .sorted()
            .toList();
    for (String name : options.variables().keySet()) {
      if (!declared.contains(name)) {
        String known =
            declared.isEmpty()
                ? "the templates have no parameters"
                : "the declared parameters are " + String.join(", ", declared);
        findings.error(
            Position.startOf(chain.top().location()),
            "no template of the chain declares the parameter '" + name + "'",
            NearestName.among(declared, name).map(near -> "write " + near + "; ").orElse("")
                + known);
      }
    }
  }
}
