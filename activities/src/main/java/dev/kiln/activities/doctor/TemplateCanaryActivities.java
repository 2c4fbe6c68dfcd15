package dev.kiln.activities.doctor;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.CloudSettings;
import dev.kiln.activities.aws.Replies;
import dev.kiln.model.Architecture;
import dev.kiln.model.chain.Chain;
import dev.kiln.model.chain.ChainReader;
import dev.kiln.model.chain.ParentReader;
import dev.kiln.model.compile.LayerCompiler;
import dev.kiln.model.source.TemplateSource;
import dev.kiln.model.template.ReadOptions;
import dev.kiln.workflows.doctor.AccountWorkflow;
import dev.kiln.workflows.doctor.CanaryActivities;
import dev.kiln.workflows.doctor.CanaryWorkflow;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The canary is a template like any other, so that it proves what templates meet. */
public final class TemplateCanaryActivities implements CanaryActivities {
  private static final Duration LONGEST = Duration.ofHours(2);

  /** The smallest types first; EC2 may not offer one of them in a zone. */
  private static final String TEMPLATE =
      """
      name: kiln-canary-%s
      base: %s
      test: boot
      builder:
        instance_types:
          x86_64: [t3.nano, t3a.nano, t2.nano, t3.micro]
          arm64: [t4g.nano, t4g.micro]
      %s
      setup_script: |
        set -e
        mkdir -p /opt/kiln-canary
        date -u > /opt/kiln-canary/baked
        uname -m >> /opt/kiln-canary/baked
        sleep 2 # long enough to be seen in progress
        echo '%s' > /opt/kiln-canary/id
      validation_tests:
        - name: the canary is in the image
          command: cat /opt/kiln-canary/id
          expected: '%s'
      """;

  private final AwsCalls aws;
  private final CloudSettings settings;

  public TemplateCanaryActivities(AwsCalls aws, CloudSettings settings) {
    this.aws = aws;
    this.settings = settings;
  }

  @Override
  public Bird prepareCanary(CanaryWorkflow.Request request) {
    aws.replies().watch(LONGEST);
    String id = request.canaryId();
    String text =
        TEMPLATE.formatted(id, base(), named(request.builder()).indent(2).stripTrailing(), id, id);
    Chain chain =
        ChainReader.read(
            new TemplateSource("kiln-canary.yaml", text), NO_PARENT, ReadOptions.STRICT);
    return new Bird(LayerCompiler.compile(chain, Optional.empty()).get(0), architecture());
  }

  @Override
  public List<String> compareReplies() {
    Set<String> known = Replies.ofLocalCloud();
    return aws.replies().end().stream().filter(reply -> !known.contains(reply)).toList();
  }

  /** On the local cloud, the root of this machine; its scripts run only on its own architecture. */
  private String base() {
    return settings.endpoint().isPresent() ? "host" : "al2023";
  }

  private Architecture architecture() {
    return settings.endpoint().isPresent()
        ? Architecture.of(System.getProperty("os.arch"))
        : Architecture.X86_64;
  }

  private static String named(AccountWorkflow.Builder builder) {
    return builder.subnet().map(id -> "subnet: " + id + "\n").orElse("")
        + builder.instanceProfile().map(name -> "instance_profile: " + name + "\n").orElse("");
  }

  private static final ParentReader NO_PARENT =
      new ParentReader() {
        @Override
        public TemplateSource file(String path) throws IOException {
          throw new IOException("a canary has no parent");
        }

        @Override
        public TemplateSource named(String name, String child) throws IOException {
          throw new IOException("a canary has no parent");
        }

        @Override
        public TemplateSource address(URI address) throws IOException {
          throw new IOException("a canary has no parent");
        }
      };
}
