package dev.kiln.localcloud.ssm;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Page;
import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.StoredParameter;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;

/** Parameters: the caller's own, and the vendors' public ones. */
final class ParameterActions {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.\\-/]{1,1011}");
  private static final Pattern AMI = Pattern.compile("ami-[0-9a-f]{8,17}");
  private static final Pattern RESERVED = Pattern.compile("/?(aws|ssm)", Pattern.CASE_INSENSITIVE);

  private static final String STANDARD = "Standard";
  private static final int LONGEST_STANDARD = 4096;
  private static final int LONGEST_VALUE = 8192;
  private static final int DEEPEST = 15;
  private static final int MOST_NAMES = 10;

  private final Datacenter datacenter;

  ParameterActions(Datacenter datacenter) {
    this.datacenter = datacenter;
  }

  Map<String, Action> all() {
    return Map.of(
        "GetParameter", Action.of(GetParameterRequest::builder, this::get),
        "GetParameters", Action.of(GetParametersRequest::builder, this::several),
        "GetParametersByPath", Action.of(GetParametersByPathRequest::builder, this::below),
        "PutParameter", Action.of(PutParameterRequest::builder, this::put),
        "DeleteParameter", Action.of(DeleteParameterRequest::builder, this::delete));
  }

  private SdkPojo get(Call call, GetParameterRequest request) {
    String name = Optional.ofNullable(request.name()).orElse("");
    return GetParameterResponse.builder()
        .parameter(find(call, name).orElseThrow(() -> notFound(name)))
        .build();
  }

  private Optional<Parameter> find(Call call, String name) {
    return datacenter
        .store()
        .find(StoredParameter.class, StoredParameter.key(call.place(), name))
        .map(StoredParameter::body)
        .or(
            () ->
                datacenter
                    .vendors()
                    .parameter(call.place().region(), name)
                    .map(ami -> parameter(call, name, ami, "String", 1L)));
  }

  private static Parameter parameter(
      Call call, String name, String value, String type, long version) {
    String account = name.startsWith("/aws/") ? "" : call.place().account();
    return Parameter.builder()
        .name(name)
        .value(value)
        .type(type)
        .version(version)
        .dataType("text")
        .lastModifiedDate(call.time())
        .arn(
            "arn:aws:ssm:%s:%s:parameter%s%s"
                .formatted(call.place().region(), account, name.startsWith("/") ? "" : "/", name))
        .build();
  }

  private static AwsFailure notFound(String name) {
    return AwsFailure.refused("ParameterNotFound", "Parameter " + name + " not found.");
  }

  private SdkPojo several(Call call, GetParametersRequest request) {
    if (request.names().size() > MOST_NAMES) {
      throw AwsFailure.refused(
          "ValidationException",
          "1 validation error detected: Value at 'names' failed to satisfy constraint: Member must have length less than or equal to "
              + MOST_NAMES);
    }
    List<Parameter> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String name : request.names()) {
      try {
        find(call, name).ifPresentOrElse(found::add, () -> missing.add(name));
      } catch (AwsFailure notHere) {
        missing.add(name);
      }
    }
    return GetParametersResponse.builder().parameters(found).invalidParameters(missing).build();
  }

  private SdkPojo below(Call call, GetParametersByPathRequest request) {
    String path = Optional.ofNullable(request.path()).orElse("");
    String prefix = path.endsWith("/") ? path : path + "/";
    boolean deep = Boolean.TRUE.equals(request.recursive());
    List<Parameter> found =
        datacenter.store().all(StoredParameter.class).stream()
            .filter(one -> one.place().equals(call.place()))
            .map(StoredParameter::body)
            .filter(one -> one.name().startsWith(prefix))
            .filter(one -> deep || one.name().indexOf('/', prefix.length()) < 0)
            .sorted(Comparator.comparing(Parameter::name))
            .toList();
    Page<Parameter> page =
        Page.of(found, Parameter::name, request.maxResults(), request.nextToken());
    return GetParametersByPathResponse.builder()
        .parameters(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private SdkPojo put(Call call, PutParameterRequest request) {
    String name = Optional.ofNullable(request.name()).orElse("");
    String value = Optional.ofNullable(request.value()).orElse("");
    if (!NAME.matcher(name).matches() || RESERVED.matcher(name).lookingAt()) {
      throw AwsFailure.refused("ValidationException", "Parameter name '" + name + "' is invalid");
    }
    if (name.chars().filter(c -> c == '/').count() > DEEPEST) {
      throw AwsFailure.refused(
          "HierarchyLevelLimitExceededException",
          "A hierarchy can have a maximum of " + DEEPEST + " levels.");
    }
    requireSize(value, Optional.ofNullable(request.tierAsString()).orElse(STANDARD));
    Optional<StoredParameter> before =
        datacenter.store().find(StoredParameter.class, StoredParameter.key(call.place(), name));
    if (before.isPresent() && !Boolean.TRUE.equals(request.overwrite())) {
      throw AwsFailure.refused(
          "ParameterAlreadyExists",
          "The parameter already exists. To overwrite this value, set the overwrite option in the"
              + " request to true.");
    }
    long version = before.map(one -> one.body().version() + 1).orElse(1L);
    String type = Optional.ofNullable(request.typeAsString()).orElse("String");
    datacenter
        .store()
        .put(
            new StoredParameter(
                call.place(),
                parameter(call, name, value, type, version).toBuilder()
                    .dataType(dataType(request))
                    .build()));
    return PutParameterResponse.builder().version(version).tier("Standard").build();
  }

  private static void requireSize(String value, String tier) {
    if (tier.equals(STANDARD) && value.length() > LONGEST_STANDARD) {
      throw AwsFailure.refused(
          "ValidationException",
          "Standard tier parameters support a maximum parameter value of %d characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier."
              .formatted(LONGEST_STANDARD));
    }
    if (value.isEmpty() || value.length() > LONGEST_VALUE) {
      throw AwsFailure.refused(
          "ValidationException", "The value must have 1 to " + LONGEST_VALUE + " characters");
    }
  }

  /** Systems Manager checks the form of the id at once, and looks for the image later. */
  private static String dataType(PutParameterRequest request) {
    String type = Optional.ofNullable(request.dataType()).orElse("text");
    if (type.equals("aws:ec2:image") && !AMI.matcher(request.value()).matches()) {
      throw AwsFailure.refused(
          "ValidationException", "The value '" + request.value() + "' is not an AMI ID");
    }
    return type;
  }

  private SdkPojo delete(Call call, DeleteParameterRequest request) {
    String name = Optional.ofNullable(request.name()).orElse("");
    datacenter
        .store()
        .remove(
            datacenter
                .store()
                .find(StoredParameter.class, StoredParameter.key(call.place(), name))
                .orElseThrow(() -> notFound(name)));
    return DeleteParameterResponse.builder().build();
  }
}
