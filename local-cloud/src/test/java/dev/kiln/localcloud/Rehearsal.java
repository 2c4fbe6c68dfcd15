package dev.kiln.localcloud;

import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ssm.SsmClient;

/** A cloud with clients, and the few steps that most tests begin with. */
final class Rehearsal implements AutoCloseable {
  final LocalCloud cloud;
  final Clients clients;
  final Ec2Client ec2;
  final SsmClient ssm;

  Rehearsal(LocalCloudSettings settings) throws IOException {
    cloud = LocalCloud.start(settings);
    clients = new Clients(cloud.endpoint());
    ec2 = clients.ec2();
    ssm = clients.ssm();
  }

  /** Where scripts do not matter. */
  static LocalCloudSettings settings(Path home) {
    return LocalCloudSettings.defaults(home)
        .withBackend(BackendChoice.NONE)
        .withBlockPublicAccess(false);
  }

  static Rehearsal of(Path home) throws IOException {
    return new Rehearsal(settings(home));
  }

  static String architecture() {
    return System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "x86_64";
  }

  static String type() {
    return architecture().equals("arm64") ? "t4g.micro" : "t3.micro";
  }

  String base() {
    return base(ssm);
  }

  static String base(SsmClient in) {
    return in.getParameter(r -> r.name("/kiln/local/host/" + architecture())).parameter().value();
  }

  /** An instance of the base image, changed as the caller likes. */
  String launch(Consumer<RunInstancesRequest.Builder> change) {
    RunInstancesRequest.Builder request =
        RunInstancesRequest.builder().imageId(base()).instanceType(type()).minCount(1).maxCount(1);
    change.accept(request);
    return ec2.runInstances(request.build()).instances().get(0).instanceId();
  }

  String launch() {
    return launch(request -> {});
  }

  Instance instance(String id) {
    return ec2.describeInstances(r -> r.instanceIds(id)).reservations().get(0).instances().get(0);
  }

  String awaitInstance(String id, String state) {
    return Clients.await(() -> instance(id).state().nameAsString(), state::equals);
  }

  Image image(String id) {
    return ec2.describeImages(r -> r.imageIds(id)).images().get(0);
  }

  Image awaitImage(String id) {
    return Clients.await(() -> image(id), found -> !found.stateAsString().equals("pending"));
  }

  /** An available image of a fresh instance. */
  String bake(String name) {
    String instance = launch();
    awaitInstance(instance, "running");
    String image = ec2.createImage(r -> r.instanceId(instance).name(name)).imageId();
    Assertions.assertThat(awaitImage(image).stateAsString()).isEqualTo("available");
    ec2.terminateInstances(r -> r.instanceIds(instance));
    return image;
  }

  /** The error of a call, as {@code code/status}. */
  static String error(Supplier<?> call) {
    try {
      return "no error but " + call.get();
    } catch (AwsServiceException failure) {
      return failure.awsErrorDetails().errorCode() + "/" + failure.statusCode();
    }
  }

  /** The message of a call's error. */
  static String message(Supplier<?> call) {
    try {
      return "no error but " + call.get();
    } catch (AwsServiceException failure) {
      return failure.awsErrorDetails().errorMessage();
    }
  }

  @Override
  public void close() throws IOException {
    cloud.close();
  }
}
