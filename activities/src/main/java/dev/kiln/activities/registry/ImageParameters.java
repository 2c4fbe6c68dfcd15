package dev.kiln.activities.registry;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.registry.RegisteredImage;
import dev.kiln.model.registry.Release;
import dev.kiln.workflows.registry.RegistryActivities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/** The parameters that consumers read. Correct ones are left alone. */
final class ImageParameters {
  /**
   * With this type, Systems Manager checks that the value is an image, and EC2 accepts the
   * parameter in place of an AMI ID.
   */
  private static final String IMAGE = "aws:ec2:image";

  private final AwsCalls aws;

  ImageParameters(AwsCalls aws) {
    this.aws = aws;
  }

  /**
   * Sets the parameters to a release's images in the region, and removes those without an image.
   */
  List<RegistryActivities.PublishedParameter> publish(
      RegistryActivities.ParameterOrder order, Optional<Release> release) {
    List<RegistryActivities.PublishedParameter> published = new ArrayList<>();
    for (Architecture architecture : Architecture.values()) {
      String name = order.prefix().name(order.template(), order.channel(), architecture);
      Optional<AmiId> wanted =
          release
              .flatMap(known -> known.image(order.region(), architecture))
              .map(RegisteredImage::ami);
      Optional<String> there = read(order.region(), name);
      if (!there.equals(wanted.map(AmiId::value))) {
        wanted.ifPresentOrElse(
            ami -> put(order.region(), name, ami), () -> remove(order.region(), name));
      }
      if (wanted.isPresent() || there.isPresent()) {
        published.add(
            new RegistryActivities.PublishedParameter(
                order.region(), name, wanted, Optional.empty()));
      }
    }
    return published;
  }

  private Optional<String> read(Region region, String name) {
    GetParameterRequest request = GetParameterRequest.builder().name(name).build();
    try {
      return Optional.of(
          aws.ssm()
              .raw(region, "GetParameter", ssm -> ssm.getParameter(request))
              .parameter()
              .value());
    } catch (ParameterNotFoundException none) {
      return Optional.empty();
    } catch (SdkException refused) {
      throw AwsFailures.translate("GetParameter", region, refused);
    }
  }

  private void put(Region region, String name, AmiId ami) {
    PutParameterRequest request =
        PutParameterRequest.builder()
            .name(name)
            .value(ami.value())
            .type(ParameterType.STRING)
            .dataType(IMAGE)
            .description("kept by kiln")
            .overwrite(true)
            .build();
    aws.ssm().call(region, "PutParameter", ssm -> ssm.putParameter(request));
  }

  private void remove(Region region, String name) {
    DeleteParameterRequest request = DeleteParameterRequest.builder().name(name).build();
    try {
      aws.ssm().raw(region, "DeleteParameter", ssm -> ssm.deleteParameter(request));
    } catch (ParameterNotFoundException gone) {
      return;
    } catch (SdkException refused) {
      throw AwsFailures.translate("DeleteParameter", region, refused);
    }
  }
}
