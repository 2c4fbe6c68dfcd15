package dev.kiln.model.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.model.share.Grantee.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GranteeTest {
  private static final Grantee OURS =
      new Grantee("arn:aws:organizations::111122223333:organization/o-exampleorg1");

  @Test
  void recognizesEachKindByItsText() {
    assertThat(Grantee.PUBLIC.kind()).isEqualTo(Kind.PUBLIC);
    assertThat(new Grantee("111122223333").kind()).isEqualTo(Kind.ACCOUNT);
    assertThat(OURS.kind()).isEqualTo(Kind.ORGANIZATION);
    assertThat(new Grantee("ou-abcd-12345678").kind()).isEqualTo(Kind.ORGANIZATIONAL_UNIT);
    assertThat(
            new Grantee("arn:aws-cn:organizations::111122223333:ou/o-exampleorg1/ou-abcd-12345678")
                .kind())
        .isEqualTo(Kind.ORGANIZATIONAL_UNIT);
  }

  @Test
  void refusesGranteesThatTheCloudWouldRefuse() {
    for (String wrong :
        List.of("", "all", "12345678901", "1234567890123", "o-short", "O-EXAMPLEORG1", "ou-a-b")) {
      assertThatThrownBy(() -> new Grantee(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cannot share with '" + wrong + "'");
    }
    assertThatThrownBy(() -> Kind.ACCOUNT.read("o-exampleorg1"))
        .hasMessageContaining("cannot share with account 'o-exampleorg1': expected 12 digits");
  }

  @Test
  void anIdIsCompletedByTheOrganizationItBelongsTo() {
    assertThat(new Grantee("o-exampleorg1").in(OURS)).isEqualTo(OURS);
    assertThat(new Grantee("ou-abcd-12345678").in(OURS).value())
        .isEqualTo("arn:aws:organizations::111122223333:ou/o-exampleorg1/ou-abcd-12345678");
    assertThat(new Grantee("o-exampleorg1").needsOrganization()).isTrue();
    assertThat(OURS.needsOrganization()).isFalse();
    assertThatThrownBy(() -> new Grantee("o-someoneelse1").in(OURS))
        .hasMessageContaining("this account's own is o-exampleorg1");
  }
}
