package dev.kiln.activities.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;

final class Ec2ImagesTest {
  @Test
  void sortsTheTagsOfARequestByKey() {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("Region", "us-west-2");
    tags.put("BuildId", "b1");
    tags.put("Name", "gromacs-v1");

    assertThat(Ec2Images.tagged(ResourceType.IMAGE, tags).tags())
        .extracting(Tag::key)
        .containsExactly("BuildId", "Name", "Region");
  }
}
