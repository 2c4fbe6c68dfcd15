package dev.kiln.integration.catalog;

import static dev.kiln.integration.retire.RetireStage.ABROAD;
import static dev.kiln.integration.retire.RetireStage.HOME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.integration.retire.RetireStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.model.Region;
import dev.kiln.model.image.KilnImage;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.catalog.CatalogWorkflow;
import dev.kiln.workflows.catalog.CatalogWorkflow.Part;
import dev.kiln.workflows.catalog.CatalogWorkflow.Place;
import io.temporal.client.WorkflowOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A list of images of any length is read in parts, each small enough to travel. */
@Timeout(120)
final class CataloguePagesTest {
  private static final Map<String, String> HASHED = Map.of("TemplateHash", "0123456789abcdef");

  @TempDir private Path home;
  private RetireStage on;

  @BeforeEach
  void open() {
    on = new RetireStage(home);
  }

  @AfterEach
  void close() throws Exception {
    on.close();
  }

  private Part part(List<Place> places, int most) {
    return on.client()
        .newWorkflowStub(
            CatalogWorkflow.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue(TaskQueues.BUILD)
                .setWorkflowId(CatalogWorkflow.id(UUID.randomUUID().toString()))
                .build())
        .list(new CatalogWorkflow.Query(places, HOME, List.of(), most));
  }

  private void images(Region region, int count) {
    IntStream.range(0, count).forEach(i -> on.we.image(region, "v" + i, Optional.empty(), HASHED));
  }

  @Test
  void everyPartIsSmallAndTogetherTheyHaveEachImageOnce() {
    images(HOME, 13);
    images(ABROAD, 7);

    List<KilnImage> found = new ArrayList<>();
    List<Place> places = List.of(Place.first(HOME), Place.first(ABROAD));
    while (!places.isEmpty()) {
      Part part = part(places, 10);
      assertThat(part.images()).hasSizeBetween(1, 10);
      found.addAll(part.images());
      places = part.next();
    }

    assertThat(found).extracting(KilnImage::ami).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void withoutPlacesEveryRegionOfTheAccountIsRead() {
    images(ABROAD, 1);

    assertThat(part(List.of(), 1000).images())
        .singleElement()
        .satisfies(image -> assertThat(image.key().region()).isEqualTo(ABROAD));
  }

  @Test
  void aForgottenPlaceIsReportedAndTheListCanBeginAgain() {
    images(HOME, 7);
    Part first = part(List.of(Place.first(HOME)), 5);
    on.cloud.faults().add(Fault.error("DescribeImages", "InvalidNextToken").matching("NextToken="));

    Part second = part(first.next(), 5);

    assertThat(second).isEqualTo(new Part(List.of(), List.of(), List.of(HOME), Map.of()));
    assertThat(part(List.of(Place.first(HOME)), 10).images()).hasSize(7);
  }

  @Test
  void aSilentRegionDoesNotHideTheOthers() {
    images(HOME, 2);
    on.cloud
        .faults()
        .add(Fault.error("DescribeImages", "AuthFailure").inRegion("eu-west-1").always());

    Part part = part(List.of(Place.first(HOME), Place.first(ABROAD)), 100);

    assertThat(part.images()).hasSize(2);
    assertThat(part.unread()).containsOnlyKeys(ABROAD);
    assertThat(part.unread().get(ABROAD)).contains("allow the action 'DescribeImages'");
  }

  @Test
  void aPartThatIsTooLargeFailsAtOnceWithItsSize() {
    Random random = new Random(1);
    for (int i = 0; i < 400; i++) {
      Map<String, String> tags = new HashMap<>(HASHED);
      IntStream.range(0, 35).forEach(key -> tags.put("noise" + key, noise(random)));
      on.we.image(HOME, "v" + i, Optional.empty(), tags);
    }

    assertThatThrownBy(() -> part(List.of(Place.first(HOME)), 1000))
        .satisfies(
            failure ->
                assertThat(FailureType.reason(failure))
                    .startsWith("cannot send ")
                    .contains("it takes 2,097,152 at once"));
    assertThat(part(List.of(Place.first(HOME)), 100).images()).hasSize(100);
  }

  /** Text that compression hardly shortens. */
  private static String noise(Random random) {
    return random.ints(250, '!', '~').mapToObj(Character::toString).collect(Collectors.joining());
  }
}
