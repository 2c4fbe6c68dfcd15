package dev.kiln.localcloud.ec2.image;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.state.Place;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.Stored;
import dev.kiln.localcloud.state.StoredInstance;
import dev.kiln.localcloud.state.StoredLaunchTemplate;
import dev.kiln.localcloud.state.StoredParameter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ResourceTypeOption;
import software.amazon.awssdk.services.ec2.model.ResourceTypeRequest;

/** The resources that name an image, of each kind that EC2 searches for references. */
final class ImageUsers {
  private static final String INSTANCE = "ec2:Instance";
  private static final String LAUNCH_TEMPLATE = "ec2:LaunchTemplate";
  private static final String PARAMETER = "ssm:Parameter";

  /** Recipes belong to a service that is missing here, so none names an image. */
  static final Set<String> KINDS =
      Set.of(
          INSTANCE,
          LAUNCH_TEMPLATE,
          PARAMETER,
          "imagebuilder:ImageRecipe",
          "imagebuilder:ContainerRecipe");

  /** The number of a launch template's newest versions that are searched by default. */
  private static final int VERSIONS = 10;

  private static final List<String> ANY_STATE =
      List.of("pending", "running", "shutting-down", "terminated", "stopping", "stopped");

  private final Datacenter datacenter;
  private final Store store;

  ImageUsers(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.store = datacenter.store();
  }

  /** The users of one kind, as the options of the request narrow them down. */
  Stream<? extends Stored> of(String image, String kind, Optional<ResourceTypeRequest> asked) {
    return switch (kind) {
      case INSTANCE -> instances(image, option(asked, "state-name").orElse(ANY_STATE));
      case LAUNCH_TEMPLATE ->
          launchTemplates(
              image,
              option(asked, "version-depth")
                  .map(values -> Integer.parseInt(values.get(0)))
                  .orElse(VERSIONS));
      case PARAMETER -> parameters(image);
      default -> Stream.empty();
    };
  }

  private static Optional<List<String>> option(Optional<ResourceTypeRequest> asked, String name) {
    return asked.stream()
        .flatMap(one -> one.resourceTypeOptions().stream())
        .filter(option -> name.equals(option.optionNameAsString()))
        .map(ResourceTypeOption::optionValues)
        .findFirst();
  }

  /** Instances in any of the states. */
  private Stream<StoredInstance> instances(String imageId, Collection<String> states) {
    return store.all(StoredInstance.class).stream()
        .filter(one -> one.body().imageId().equals(imageId))
        .filter(one -> states.contains(one.life().at(datacenter.now()).state()));
  }

  /** Launch templates with the image in one of their newest versions. */
  private Stream<StoredLaunchTemplate> launchTemplates(String imageId, int depth) {
    return store.all(StoredLaunchTemplate.class).stream()
        .filter(one -> newest(one.versions(), depth).stream().anyMatch(v -> names(v, imageId)));
  }

  private static <T> List<T> newest(List<T> all, int depth) {
    return all.subList(Math.max(0, all.size() - depth), all.size());
  }

  private static boolean names(LaunchTemplateVersion version, String imageId) {
    return imageId.equals(version.launchTemplateData().imageId());
  }

  /** Parameters whose value is the image's id. */
  private Stream<StoredParameter> parameters(String imageId) {
    return store.all(StoredParameter.class).stream()
        .filter(one -> one.body().value().equals(imageId));
  }

  static String arn(Stored user) {
    Place place = user.place();
    if (user instanceof StoredParameter parameter) {
      return parameter.body().arn();
    }
    String kind = user instanceof StoredInstance ? "instance" : "launch-template";
    return "arn:aws:ec2:%s:%s:%s/%s".formatted(place.region(), place.account(), kind, user.id());
  }
}
