package dev.kiln.activities.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.FilterValues;
import dev.kiln.activities.share.Ec2ShareActivities;
import dev.kiln.activities.stub.StubCloud;
import dev.kiln.activities.stub.StubCloud.Reply;
import dev.kiln.activities.stub.StubCloud.Request;
import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageTags;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** More images in one question than EC2 takes in one filter. */
final class ManyAtOnceTest {
  private static final Region REGION = new Region("us-east-1");
  private static final int MANY = 2 * FilterValues.AT_ONCE + 1;

  private final StubCloud cloud = new StubCloud(ManyAtOnceTest::answer);
  private final AwsCalls aws = cloud.calls();

  @AfterEach
  void close() {
    aws.close();
    cloud.close();
  }

  /** EC2 as far as this matters: too many values, and everything else is empty. */
  private static Reply answer(Request request) {
    if (values(request).size() > 200) {
      return Reply.refusal(
          400, "FilterLimitExceeded", "The maximum number of filter values is 200");
    }
    String images =
        request.action().equals("DescribeImages")
            ? values(request).stream()
                .filter(id -> id.startsWith("ami-"))
                .filter(id -> id.endsWith("9"))
                .map(
                    "<item><imageId>%s</imageId><imageState>available</imageState></item>"
                        ::formatted)
                .collect(Collectors.joining("", "<imagesSet>", "</imagesSet>"))
            : "";
    return Reply.xml(
        "<%sResponse><requestId>r</requestId>%s</%s>"
            .formatted(request.action(), images, request.action() + "Response"));
  }

  private static List<String> values(Request request) {
    return Stream.of("Filter.1.Value", "Filter.2.Value")
        .flatMap(filter -> request.values(filter).stream())
        .filter(value -> !value.equals(ImageTags.KILN))
        .toList();
  }

  static Stream<Named<BiConsumer<AwsCalls, List<AmiId>>>> readers() {
    return Stream.of(
        Named.of("waiting", (aws, ids) -> new ImageReadings(aws).read(REGION, Set.copyOf(ids))),
        Named.of("naming", (aws, ids) -> new Ec2LineageActivities(aws).nameImages(REGION, ids)),
        Named.of("sharing", (aws, ids) -> new Ec2ShareActivities(aws).readPermissions(REGION, ids)),
        Named.of(
            "finding",
            (aws, ids) ->
                new Ec2CatalogActivities(aws, List.of())
                    .findImages(ids.stream().map(ManyAtOnceTest::key).toList())));
  }

  private static ImageKey key(AmiId id) {
    return new ImageKey(
        "layer", new TemplateHash(id.value().substring(4)), Architecture.X86_64, REGION);
  }

  @ParameterizedTest
  @MethodSource("readers")
  void areReadInRequestsThatEc2Accepts(BiConsumer<AwsCalls, List<AmiId>> reader) {
    List<AmiId> ids = ids(MANY, "0");

    reader.accept(aws, ids);

    List<List<String>> asked =
        cloud.requests("DescribeImages").stream().map(ManyAtOnceTest::values).toList();
    assertThat(asked).hasSize(3).allMatch(values -> values.size() <= 200);
    assertThat(asked.stream().flatMap(List::stream)).doesNotHaveDuplicates().hasSize(MANY);
  }

  @Test
  void areAllFound() {
    assertThat(new ImageReadings(aws).read(REGION, Set.copyOf(ids(MANY, "9")))).hasSize(MANY);
  }

  @Test
  void noValueIsNoQuestion() {
    assertThat(new Ec2LineageActivities(aws).nameImages(REGION, List.of())).isEmpty();
    assertThat(cloud.requests()).isEmpty();
  }

  private static List<AmiId> ids(int count, String last) {
    return IntStream.range(0, count)
        .mapToObj(i -> new AmiId("ami-%015x%s".formatted(i, last)))
        .toList();
  }
}
