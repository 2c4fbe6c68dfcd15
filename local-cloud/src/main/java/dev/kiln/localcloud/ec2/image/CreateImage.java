package dev.kiln.localcloud.ec2.image;

import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Ids;
import dev.kiln.localcloud.datacenter.ImageBodies;
import dev.kiln.localcloud.datacenter.Tags;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Lifecycle;
import dev.kiln.localcloud.state.Reason;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.state.StoredInstance;
import dev.kiln.localcloud.wire.AwsFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.CreateImageRequest;
import software.amazon.awssdk.services.ec2.model.CreateImageResponse;
import software.amazon.awssdk.services.ec2.model.Image;

/** CreateImage: an image of an instance. */
final class CreateImage {
  static final Set<String> TAGGED = Set.of("image", "snapshot");
  private static final Set<String> IMAGEABLE = Set.of("running", "stopped");

  private final Datacenter datacenter;
  private final Store store;
  private final Tags tags;
  private final Captures captures;

  CreateImage(Datacenter datacenter, Captures captures) {
    this.datacenter = datacenter;
    this.store = datacenter.store();
    this.tags = new Tags(store);
    this.captures = captures;
  }

  SdkPojo answer(Call call, CreateImageRequest request) {
    StoredInstance instance =
        datacenter.instance(call, request.instanceId() == null ? "" : request.instanceId());
    String state = instance.life().at(datacenter.now()).state();
    if (!IMAGEABLE.contains(state)) {
      throw AwsFailure.invalidValue(
          "Instance '%s' is not in state 'running' or 'stopped': it is %s."
              .formatted(instance.id(), state));
    }
    String name = ImageNames.free(store, call, request.name());
    ImageNames.withinQuota(datacenter, call);
    StoredImage image = store.put(image(call, request, instance, name));
    tags.give(call, image.id(), request.tagSpecifications(), "image", TAGGED);
    if (image.captureOf().isPresent()) {
      boolean reboot = state.equals("running") && !Boolean.TRUE.equals(request.noReboot());
      captures.begin(image, instance, reboot);
    }
    return CreateImageResponse.builder().imageId(image.id()).build();
  }

  private StoredImage image(
      Call call, CreateImageRequest request, StoredInstance instance, String name) {
    String id = Ids.random("ami");
    Image body =
        ImageBodies.completed(
            Image.builder()
                .imageId(id)
                .name(name)
                .description(ImageNames.description(request.description()))
                .ownerId(call.place().account())
                .architecture(instance.body().architectureAsString())
                .creationDate(datacenter.now().toString())
                .imdsSupport(imds(instance).orElse(null))
                .rootDeviceName(instance.body().rootDeviceName())
                .sourceInstanceId(instance.id())
                .sourceImageId(instance.body().imageId())
                .sourceImageRegion(call.place().region())
                .blockDeviceMappings(
                    new ImageSnapshots(datacenter, call, request).take(instance, id)));
    boolean capture = isCaptured(call, instance);
    return new StoredImage(
        call.place(),
        body,
        life(call, capture),
        datacenter.now(),
        instance.layers(),
        instance.executes(),
        List.of(),
        capture ? Optional.of(instance.id()) : Optional.empty(),
        Optional.empty());
  }

  private Optional<String> imds(StoredInstance instance) {
    return store
        .find(StoredImage.class, instance.body().imageId())
        .or(() -> datacenter.vendors().find(instance.place().region(), instance.body().imageId()))
        .flatMap(image -> Optional.ofNullable(image.body().imdsSupportAsString()));
  }

  /** Whether the content comes from the machine; if the image is to fail, it needs none. */
  static boolean isCaptured(Call call, StoredInstance instance) {
    return instance.executes()
        && call.stateFault(Fault.When.IMAGE_FAILS).isEmpty()
        && call.stateFault(Fault.When.PENDING_FOREVER).isEmpty();
  }

  /** A captured image becomes available once its content is captured, not at a planned time. */
  private Lifecycle life(Call call, boolean capture) {
    Lifecycle pending = Lifecycle.of("pending");
    if (capture || call.stateFault(Fault.When.PENDING_FOREVER).isPresent()) {
      return pending;
    }
    Instant end = datacenter.now().plus(datacenter.settings().delays().image());
    Optional<Fault> fails = call.stateFault(Fault.When.IMAGE_FAILS);
    return fails.isEmpty()
        ? pending.then(end, "available")
        : pending.then(end, "failed", Optional.of(reason(fails.get())));
  }

  static Reason reason(Fault fault) {
    return new Reason(
        fault.errorCode().orElse("Server.InternalError"),
        fault.message().orElse("Server.InternalError: Image creation failed"));
  }
}
