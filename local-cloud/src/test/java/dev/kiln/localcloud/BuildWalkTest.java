package dev.kiln.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kiln.localcloud.settings.LocalCloudSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ssm.model.GetCommandInvocationResponse;

/** One whole build as Kiln does it: launch, run a script, stop, make an image, find it, use it. */
final class BuildWalkTest {
  private final Rehearsal to;

  BuildWalkTest(@TempDir Path home) throws IOException {
    HostBase.assumeOffered(home);
    to = new Rehearsal(LocalCloudSettings.defaults(home));
  }

  @AfterEach
  void close() throws IOException {
    to.close();
  }

  @Test
  void aScriptsEffectIsInTheImageThatIsMadeOfItsInstance() {
    String builder = to.launch();
    GetCommandInvocationResponse setup =
        run(builder, "#!/bin/bash", "set -e", "echo baked > /etc/kiln-test", "echo done");
    assumeTrue(!setup.statusDetails().equals("NotExecuted"), "no backend runs scripts here");
    assertThat(setup.standardOutputContent()).isEqualTo("done\n");
    to.ec2.stopInstances(r -> r.instanceIds(builder));
    to.awaitInstance(builder, "stopped");

    String made = image(builder, "foundation");
    Filter foundation = Filter.builder().name("tag:TemplateName").values("found*").build();
    Image found = to.ec2.describeImages(r -> r.owners("self").filters(foundation)).images().get(0);
    assertThat(found.imageId()).isEqualTo(made);
    to.ec2.terminateInstances(r -> r.instanceIds(builder));

    String next = to.launch(r -> r.imageId(made));
    GetCommandInvocationResponse check = run(next, "cat /etc/kiln-test; exit 7");
    assertThat(check.standardOutputContent()).isEqualTo("baked\n");
    assertThat(check.statusAsString()).isEqualTo("Failed");
    assertThat(check.responseCode()).isEqualTo(7);
    to.ec2.terminateInstances(r -> r.instanceIds(next));
    assertThat(to.cloud.inventory().leftovers()).isEmpty();
    assertThat(to.cloud.calls().count("RunInstances")).isEqualTo(2);
  }

  private String image(String instance, String template) {
    Tag tag = Tag.builder().key("TemplateName").value(template).build();
    TagSpecification tags =
        TagSpecification.builder().resourceType(ResourceType.IMAGE).tags(tag).build();
    String id =
        to.ec2
            .createImage(r -> r.instanceId(instance).name(template).tagSpecifications(tags))
            .imageId();
    assertThat(to.awaitImage(id).stateAsString()).isEqualTo("available");
    return id;
  }

  private GetCommandInvocationResponse run(String instance, String... commands) {
    Clients.await(
        () -> to.ssm.describeInstanceInformation().instanceInformationList(),
        list -> list.stream().anyMatch(one -> one.instanceId().equals(instance)));
    String command =
        to.ssm
            .sendCommand(
                r ->
                    r.instanceIds(instance)
                        .documentName("AWS-RunShellScript")
                        .parameters(Map.of("commands", List.of(commands))))
            .command()
            .commandId();
    return Clients.await(
        () -> to.ssm.getCommandInvocation(r -> r.commandId(command).instanceId(instance)),
        reply -> !reply.statusAsString().matches("Pending|InProgress"));
  }
}
