package dev.kiln.model.share;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A party that may use an image. The form of the text shows its kind: {@code public}, an account's
 * 12 digits, or an organization or a unit of one. An organization or unit has an id and a full ARN,
 * which names the organization's management account. EC2 accepts only the ARN.
 */
public record Grantee(@JsonValue String value) implements Comparable<Grantee> {
  /** Everyone. */
  public static final Grantee PUBLIC = new Grantee("public");

  private static final String ARN = "arn:aws(-[a-z]+)*:organizations::[0-9]{12}:";
  private static final String ORGANIZATION_ID = "o-[a-z0-9]{10,32}";
  private static final String UNIT_ID = "ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}";

  /** The kinds of grantees. */
  public enum Kind {
    PUBLIC("receiver", "public", "public, an account, an organization or a unit of one"),
    ACCOUNT("account", "[0-9]{12}", "12 digits, as in 111122223333"),
    ORGANIZATION(
        "organization",
        "(" + ARN + "organization/)?" + ORGANIZATION_ID,
        "an ARN as in arn:aws:organizations::111122223333:organization/o-exampleorg1, or its o-…"),
    ORGANIZATIONAL_UNIT(
        "organizational unit",
        "(" + ARN + "ou/" + ORGANIZATION_ID + "/)?" + UNIT_ID,
        "an ARN as in arn:aws:organizations::111122223333:ou/o-exampleorg1/ou-exam-ple12345, or its"
            + " ou-…");

    private final String label;
    private final Pattern form;
    private final String expected;

    Kind(String label, String form, String expected) {
      this.label = label;
      this.form = Pattern.compile(form);
      this.expected = expected;
    }

    /**
     * Reads a grantee of this kind.
     *
     * @throws IllegalArgumentException if it is malformed, or of another kind
     */
    public Grantee read(String text) {
      if (!form.matcher(text).matches()) {
        throw new IllegalArgumentException(
            "cannot share with %s '%s': expected %s".formatted(label, text, expected));
      }
      return new Grantee(text);
    }

    /** Its name in messages. */
    public String label() {
      return label;
    }
  }

  /**
   * Reads a grantee of any kind.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Grantee {
    kindOf(value);
  }

  private static Kind kindOf(String text) {
    for (Kind kind : Kind.values()) {
      if (kind.form.matcher(text).matches()) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "cannot share with '%s': expected %s".formatted(text, Kind.PUBLIC.expected));
  }

  public Kind kind() {
    return kindOf(value);
  }

  /** Whether it is only an id, which needs its organization's ARN to be complete. */
  public boolean needsOrganization() {
    return (kind() == Kind.ORGANIZATION || kind() == Kind.ORGANIZATIONAL_UNIT)
        && !value.startsWith("arn:");
  }

  /**
   * The complete form of an id.
   *
   * @param organization the full ARN of this organization, or of the one that this unit belongs to
   * @throws IllegalArgumentException if this is the id of another organization
   */
  public Grantee in(Grantee organization) {
    String arn = organization.value();
    String prefix = arn.substring(0, arn.indexOf("organization/"));
    String id = arn.substring(arn.lastIndexOf('/') + 1);
    if (kind() == Kind.ORGANIZATIONAL_UNIT) {
      return new Grantee(prefix + "ou/" + id + "/" + value);
    }
    if (!value.equals(id)) {
      throw new IllegalArgumentException(
          "cannot share with organization '%s': this account's own is %s; give the other's full ARN"
              .formatted(value, id));
    }
    return organization;
  }

  @Override
  public int compareTo(Grantee other) {
    int kinds = kind().compareTo(other.kind());
    return kinds == 0 ? value.compareTo(other.value) : kinds;
  }

  @Override
  public String toString() {
    return value;
  }
}
