package dev.kiln.localcloud.ec2.image;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Tags;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Lifecycle;
import dev.kiln.localcloud.state.StoredImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Images as a caller sees them now: with their present state and the caller's own tags. */
final class ImageDescriptions {
  private final Datacenter datacenter;
  private final Tags tags;

  ImageDescriptions(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.tags = new Tags(datacenter.store());
  }

  /** The image, if its tags are wanted. */
  Optional<Image> of(Call call, StoredImage image, Predicate<Map<String, String>> wanted) {
    return Optional.of(tags.map(call.place(), image.id()))
        .filter(wanted)
        .map(own -> described(image, Tags.list(own)));
  }

  private Image described(StoredImage image, List<Tag> own) {
    Lifecycle life = image.life().at(datacenter.now());
    Image.Builder view =
        image.body().toBuilder()
            .state(life.state())
            .publicLaunchPermissions(image.isPublic())
            .tags(own);
    life.reason().ifPresent(reason -> view.stateReason(reason.stateReason()));
    image.deprecatedAt().ifPresent(at -> view.deprecationTime(at.toString()));
    return view.build();
  }
}
