package dev.kiln.localcloud.datacenter;

import dev.kiln.localcloud.wire.AwsFailure;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The kinds of id that callers give, with the errors that AWS has for each. */
public enum Kind {
  INSTANCE("i", "InvalidInstanceID", "The instance ID '%s' does not exist"),
  IMAGE("ami", "InvalidAMIID", "The image id '[%s]' does not exist"),
  SNAPSHOT("snap", "InvalidSnapshot", "The snapshot '%s' does not exist."),
  VOLUME("vol", "InvalidVolume", "The volume '%s' does not exist."),
  GROUP("sg", "InvalidGroup", "The security group '%s' does not exist"),
  KEY_PAIR("key", "InvalidKeyPair", "The key pair '%s' does not exist"),
  SUBNET("subnet", "InvalidSubnetID", "The subnet ID '%s' does not exist"),
  VPC("vpc", "InvalidVpcID", "The vpc ID '%s' does not exist");

  private final Pattern form;
  private final String code;
  private final String notFound;

  Kind(String prefix, String code, String notFound) {
    this.form = Pattern.compile(prefix + "-[0-9a-f]{8,17}");
    this.code = code;
    this.notFound = notFound;
  }

  public AwsFailure notFound(String id) {
    if (!form.matcher(id).matches()) {
      return AwsFailure.refused(code + ".Malformed", "Invalid id: \"" + id + "\"");
    }
    return AwsFailure.refused(code + ".NotFound", notFound.formatted(id));
  }

  /**
   * Those of the ids, or all if none is given.
   *
   * @throws AwsFailure if nothing has one of the ids
   */
  public <T> List<T> choose(List<T> all, Function<T, String> id, List<String> ids) {
    for (String one : ids) {
      if (all.stream().noneMatch(found -> id.apply(found).equals(one))) {
        throw notFound(one);
      }
    }
    return all.stream().filter(found -> ids.isEmpty() || ids.contains(id.apply(found))).toList();
  }
}
