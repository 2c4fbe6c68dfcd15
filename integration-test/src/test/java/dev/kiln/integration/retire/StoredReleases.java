package dev.kiln.integration.retire;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.CloudSettings;
import dev.kiln.activities.registry.StoredRegistryActivities;
import dev.kiln.model.Architecture;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.registry.Channel;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.RegisteredImage;
import dev.kiln.model.registry.RegisteredTemplate;
import dev.kiln.model.registry.Release;
import dev.kiln.workflows.registry.RegistryActivities;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Releases in a stage's registry, for any image. */
final class StoredReleases {
  private final RetireStage on;
  private final StoredRegistryActivities registry;

  StoredReleases(RetireStage on) {
    this.on = on;
    this.registry =
        new StoredRegistryActivities(
            new AwsCalls(CloudSettings.local(on.cloud.endpoint())), Optional.empty());
  }

  /** Points the channel {@code stable} to a release of the image. */
  StoredReleases promote(String template, RegionalAmi image) {
    Optional<String> before =
        registry
            .readTemplate(on.registry, template)
            .flatMap(known -> known.in(ChannelName.STABLE))
            .map(Release::id);
    Release release = registry.recordRelease(order(template, image));
    Channel.Move move =
        new Channel.Move(
            release.id(), before, Instant.now(), Channel.Action.PROMOTE, "promote-" + release.id());
    registry.moveChannel(
        new RegistryActivities.ChannelOrder(
            on.registry, template, ChannelName.STABLE, move, Set.of()));
    return this;
  }

  private RegistryActivities.ReleaseOrder order(String template, RegionalAmi image) {
    TemplateHash hash = new TemplateHash("0123456789abcdef");
    RegisteredImage registered =
        new RegisteredImage(image.ami(), Instant.now(), true, 8, Optional.empty(), Map.of());
    return new RegistryActivities.ReleaseOrder(
        on.registry,
        template,
        new RegisteredTemplate.Card(Optional.empty(), List.of(), Map.of()),
        new Release(
            hash.value(),
            hash,
            Optional.empty(),
            Instant.now(),
            Optional.empty(),
            Map.of(image.region(), Map.of(Architecture.X86_64, registered)),
            Map.of()));
  }
}
