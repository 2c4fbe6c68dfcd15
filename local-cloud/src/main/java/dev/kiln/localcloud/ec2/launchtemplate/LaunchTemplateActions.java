package dev.kiln.localcloud.ec2.launchtemplate;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Filters;
import dev.kiln.localcloud.datacenter.Ids;
import dev.kiln.localcloud.datacenter.Page;
import dev.kiln.localcloud.datacenter.Tags;
import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.StoredLaunchTemplate;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** Launch templates: kept and shown, so that they can name an image. Nothing launches from them. */
public final class LaunchTemplateActions {
  private static final Set<String> TAGGED = Set.of("launch-template");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9().\\-/_]{3,128}");

  private final Datacenter datacenter;
  private final Tags tags;

  public LaunchTemplateActions(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.tags = new Tags(datacenter.store());
  }

  public Map<String, Action> all() {
    return Map.of(
        "CreateLaunchTemplate", Action.of(CreateLaunchTemplateRequest::builder, this::create),
        "CreateLaunchTemplateVersion",
            Action.of(CreateLaunchTemplateVersionRequest::builder, this::createVersion),
        "DescribeLaunchTemplates",
            Action.of(DescribeLaunchTemplatesRequest::builder, this::describe),
        "DescribeLaunchTemplateVersions",
            Action.of(DescribeLaunchTemplateVersionsRequest::builder, this::describeVersions),
        "DeleteLaunchTemplate", Action.of(DeleteLaunchTemplateRequest::builder, this::delete));
  }

  private SdkPojo create(Call call, CreateLaunchTemplateRequest request) {
    String name = Optional.ofNullable(request.launchTemplateName()).orElse("");
    if (name.isEmpty()) {
      throw AwsFailure.missing("LaunchTemplateName");
    }
    if (!NAME.matcher(name).matches()) {
      throw AwsFailure.refused(
          "InvalidLaunchTemplateName.MalformedException",
          "Launch template names must be between 3 and 128 characters long, and may contain letters, numbers, and the following characters: - ( ) . / _");
    }
    if (own(call).anyMatch(one -> one.body().launchTemplateName().equals(name))) {
      throw AwsFailure.refused(
          "InvalidLaunchTemplateName.AlreadyExistsException",
          "Launch template name already in use.");
    }
    LaunchTemplate body =
        LaunchTemplate.builder()
            .launchTemplateId(Ids.random("lt"))
            .launchTemplateName(name)
            .createTime(datacenter.now())
            .createdBy("arn:aws:iam::" + call.place().account() + ":root")
            .defaultVersionNumber(1L)
            .latestVersionNumber(1L)
            .build();
    LaunchTemplateVersion first = version(body, 1, request.launchTemplateData());
    tags.give(
        call, body.launchTemplateId(), request.tagSpecifications(), "launch-template", TAGGED);
    datacenter.store().put(new StoredLaunchTemplate(call.place(), body, List.of(first)));
    return CreateLaunchTemplateResponse.builder().launchTemplate(view(call, body)).build();
  }

  private LaunchTemplateVersion version(
      LaunchTemplate body, long number, @Nullable RequestLaunchTemplateData data) {
    if (data == null) {
      throw AwsFailure.missing("LaunchTemplateData");
    }
    return LaunchTemplateVersion.builder()
        .launchTemplateId(body.launchTemplateId())
        .launchTemplateName(body.launchTemplateName())
        .versionNumber(number)
        .createTime(datacenter.now())
        .createdBy(body.createdBy())
        .launchTemplateData(shown(data))
        .build();
  }

  /** Shows the plain values of the request. */
  private static ResponseLaunchTemplateData shown(RequestLaunchTemplateData data) {
    ResponseLaunchTemplateData.Builder shown = ResponseLaunchTemplateData.builder();
    for (SdkField<?> asked : data.sdkFields()) {
      Object value = asked.getValueOrDefault(data);
      shown.sdkFields().stream()
          .filter(field -> value instanceof String || value instanceof Boolean)
          .filter(field -> field.memberName().equals(asked.memberName()))
          .forEach(field -> field.set(shown, value));
    }
    return shown.build();
  }

  private SdkPojo createVersion(Call call, CreateLaunchTemplateVersionRequest request) {
    StoredLaunchTemplate found =
        find(call, request.launchTemplateId(), request.launchTemplateName());
    long number = found.body().latestVersionNumber() + 1;
    LaunchTemplate body = found.body().toBuilder().latestVersionNumber(number).build();
    LaunchTemplateVersion added = version(body, number, request.launchTemplateData());
    List<LaunchTemplateVersion> versions = new ArrayList<>(found.versions());
    versions.add(added);
    datacenter.store().put(new StoredLaunchTemplate(found.place(), body, versions));
    return CreateLaunchTemplateVersionResponse.builder().launchTemplateVersion(added).build();
  }

  private SdkPojo describe(Call call, DescribeLaunchTemplatesRequest request) {
    List<String> ids = request.launchTemplateIds();
    List<String> names = request.launchTemplateNames();
    Predicate<LaunchTemplate> filters = Filters.of(request.filters(), LaunchTemplate.builder());
    List<LaunchTemplate> found =
        own(call)
            .map(one -> view(call, one.body()))
            .filter(one -> ids.isEmpty() || ids.contains(one.launchTemplateId()))
            .filter(one -> names.isEmpty() || names.contains(one.launchTemplateName()))
            .filter(filters)
            .toList();
    Page<LaunchTemplate> page =
        Page.of(found, LaunchTemplate::launchTemplateId, request.maxResults(), request.nextToken());
    return DescribeLaunchTemplatesResponse.builder()
        .launchTemplates(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private SdkPojo describeVersions(Call call, DescribeLaunchTemplateVersionsRequest request) {
    boolean one = request.launchTemplateId() != null || request.launchTemplateName() != null;
    Stream<StoredLaunchTemplate> templates =
        one
            ? Stream.of(find(call, request.launchTemplateId(), request.launchTemplateName()))
            : own(call);
    List<String> asked = request.versions();
    if (!one && (asked.isEmpty() || !Set.of("$Latest", "$Default").containsAll(asked))) {
      throw AwsFailure.refused(
          "InvalidParameterCombination",
          "Without a launch template, the versions can only be $Latest and $Default.");
    }
    Predicate<ResponseLaunchTemplateData> filters =
        Filters.of(request.filters(), ResponseLaunchTemplateData.builder());
    List<LaunchTemplateVersion> found =
        templates
            .flatMap(template -> versions(template, asked))
            .filter(version -> filters.test(version.launchTemplateData()))
            .toList();
    Page<LaunchTemplateVersion> page =
        Page.of(
            found,
            version -> version.launchTemplateId() + "/" + version.versionNumber(),
            request.maxResults(),
            request.nextToken());
    return DescribeLaunchTemplateVersionsResponse.builder()
        .launchTemplateVersions(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  /** The versions that the names select; all of them if there is no name. */
  private static Stream<LaunchTemplateVersion> versions(
      StoredLaunchTemplate template, List<String> names) {
    long latest = template.body().latestVersionNumber();
    long standard = template.body().defaultVersionNumber();
    return template.versions().stream()
        .map(one -> one.toBuilder().defaultVersion(one.versionNumber() == standard).build())
        .filter(
            one ->
                names.isEmpty()
                    || names.contains(String.valueOf(one.versionNumber()))
                    || (names.contains("$Latest") && one.versionNumber() == latest)
                    || (names.contains("$Default") && one.versionNumber() == standard));
  }

  private SdkPojo delete(Call call, DeleteLaunchTemplateRequest request) {
    StoredLaunchTemplate found =
        find(call, request.launchTemplateId(), request.launchTemplateName());
    datacenter.store().remove(found);
    tags.forget(found.place(), found.id());
    return DeleteLaunchTemplateResponse.builder().launchTemplate(found.body()).build();
  }

  private Stream<StoredLaunchTemplate> own(Call call) {
    return datacenter.store().all(StoredLaunchTemplate.class).stream()
        .filter(one -> one.place().equals(call.place()));
  }

  private StoredLaunchTemplate find(Call call, @Nullable String id, @Nullable String name) {
    return own(call)
        .filter(one -> one.id().equals(id) || one.body().launchTemplateName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                AwsFailure.refused(
                    "InvalidLaunchTemplateId.NotFound",
                    "The specified launch template, with template ID %s, does not exist."
                        .formatted(id == null ? name : id)));
  }

  private LaunchTemplate view(Call call, LaunchTemplate body) {
    return body.toBuilder().tags(tags.of(call.place(), body.launchTemplateId())).build();
  }
}
