package dev.kiln.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

final class PageTest {
  private record Thing(String id, int state) {}

  @Test
  void theLaterOfTwoVersionsCounts() {
    Map<String, Page<Thing>> pages =
        Map.of(
            "", Page.of(List.of(new Thing("a", 1), new Thing("b", 1)), "next"),
            "next", Page.of(List.of(new Thing("b", 2), new Thing("c", 2)), ""));

    assertThat(Page.all(Thing::id, token -> page(pages, token)))
        .containsExactly(new Thing("a", 1), new Thing("b", 2), new Thing("c", 2));
  }

  private static Page<Thing> page(Map<String, Page<Thing>> pages, @Nullable String token) {
    return pages.getOrDefault(token == null ? "" : token, Page.of(List.of(), null));
  }

  @Test
  void anItemThatIsGoneWhenTheListStartsAgainIsNotInIt() {
    Queue<Object> answers =
        new ArrayDeque<>(
            List.of(
                Page.of(List.of(new Thing("gone", 1)), "next"),
                refusal("InvalidPaginationToken"),
                Page.of(List.of(new Thing("a", 1)), null)));

    assertThat(Page.all(Thing::id, token -> next(answers))).containsExactly(new Thing("a", 1));
  }

  @Test
  void aTokenThatIsAlwaysRefusedEndsTheReading() {
    Page<Thing> first = Page.of(List.of(new Thing("a", 1)), "next");

    assertThatThrownBy(
            () ->
                Page.all(
                    Thing::id,
                    token -> {
                      if (token != null) {
                        throw refusal("InvalidNextToken");
                      }
                      return first;
                    }))
        .isInstanceOf(AwsServiceException.class);
  }

  @Test
  void anotherRefusalDoesNotStartTheListAgain() {
    Queue<Object> answers =
        new ArrayDeque<>(List.of(refusal("UnauthorizedOperation"), Page.of(List.of(), null)));

    assertThatThrownBy(() -> Page.all(Thing::id, token -> next(answers)))
        .isInstanceOf(AwsServiceException.class);
  }

  @SuppressWarnings("unchecked")
  private static Page<Thing> next(Queue<Object> answers) {
    Object answer = answers.remove();
    if (answer instanceof AwsServiceException refusal) {
      throw refusal;
    }
    return (Page<Thing>) answer;
  }

  private static AwsServiceException refusal(String code) {
    return AwsServiceException.builder()
        .statusCode(400)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("no").build())
        .build();
  }
}
