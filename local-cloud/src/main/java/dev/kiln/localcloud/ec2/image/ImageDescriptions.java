package dev.kiln.localcloud.ec2.image;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Tags;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Lifecycle;
import dev.kiln.localcloud.state.StoredImage;
import software.amazon.awssdk.services.ec2.model.Image;

/** Images as a caller sees them now: with their present state and the caller's own tags. */
final class ImageDescriptions {
  private final Datacenter datacenter;
  private final Tags tags;

  ImageDescriptions(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.tags = new Tags(datacenter.store());
  }

  Image of(Call call, StoredImage image) {
    Lifecycle life = image.life().at(datacenter.now());
    Image.Builder view =
        image.body().toBuilder()
            .state(life.state())
            .publicLaunchPermissions(image.isPublic())
            .tags(tags.of(call.place(), image.id()));
    life.reason().ifPresent(reason -> view.stateReason(reason.stateReason()));
    image.deprecatedAt().ifPresent(at -> view.deprecationTime(at.toString()));
    return view.build();
  }
}
