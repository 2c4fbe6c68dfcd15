package dev.kiln.activities.registry;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.registry.Channel;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.RegisteredImage;
import dev.kiln.model.registry.RegisteredTemplate;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.registry.Release;
import dev.kiln.workflows.registry.RegistryActivities;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Requests to a registry as workflows make them: numbers distinguish releases and moves. */
record RegistryOrders(RegistryLocation location) {
  private static final Instant NOW = Instant.parse("2026-01-03T12:00:00Z");

  RegistryActivities.ReleaseOrder release(String template, int number) {
    RegisteredImage image =
        new RegisteredImage(
            new AmiId("ami-%017x".formatted(number)),
            NOW,
            false,
            8,
            Optional.of(new AmiId("ami-%017x".formatted(255))),
            Map.of());
    return new RegistryActivities.ReleaseOrder(
        location,
        template,
        new RegisteredTemplate.Card(
            Optional.of("R and its packages"),
            List.of(22, 8787),
            Map.of(Architecture.X86_64, new BigDecimal("0.17"))),
        new Release(
            hash(number),
            new TemplateHash(hash(number)),
            Optional.of("1.2.3"),
            NOW,
            Optional.of(new Release.Parent("foundation", new TemplateHash(hash(99)))),
            Map.of(new Region("us-east-1"), Map.of(Architecture.X86_64, image)),
            Map.of()));
  }

  RegistryActivities.ChannelOrder move(
      String template, ChannelName channel, Optional<String> previous, int to, String by) {
    return new RegistryActivities.ChannelOrder(
        location,
        template,
        channel,
        new Channel.Move(hash(to), previous, NOW, Channel.Action.PROMOTE, by),
        Set.of());
  }

  static String hash(int number) {
    return "%016x".formatted(number);
  }
}
