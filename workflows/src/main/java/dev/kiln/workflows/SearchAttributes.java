package dev.kiln.workflows;

import dev.kiln.model.image.ImageKey;
import io.temporal.common.SearchAttributeKey;
import java.util.List;

/**
 * The search attributes of builds in the Temporal Web UI, for example {@code AmiLayerHash =
 * '0123456789abcdef'} for all work on one layer. They are registered once on a server; {@code kiln
 * doctor} reports missing ones.
 */
public final class SearchAttributes {
  public static final SearchAttributeKey<String> TEMPLATE =
      SearchAttributeKey.forKeyword("AmiTemplate");
  public static final SearchAttributeKey<String> LAYER_HASH =
      SearchAttributeKey.forKeyword("AmiLayerHash");
  public static final SearchAttributeKey<String> REGION =
      SearchAttributeKey.forKeyword("AmiRegion");
  public static final SearchAttributeKey<String> ARCHITECTURE =
      SearchAttributeKey.forKeyword("AmiArch");
  public static final SearchAttributeKey<String> AMI = SearchAttributeKey.forKeyword("AmiId");
  public static final SearchAttributeKey<String> BUILD_ID =
      SearchAttributeKey.forKeyword("AmiBuildId");

  /** All of them, for registration. */
  public static final List<SearchAttributeKey<String>> ALL =
      List.of(TEMPLATE, LAYER_HASH, REGION, ARCHITECTURE, AMI, BUILD_ID);

  private SearchAttributes() {}

  /** The attributes of the run that makes one image. */
  public static io.temporal.common.SearchAttributes of(ImageKey key) {
    return io.temporal.common.SearchAttributes.newBuilder()
        .set(TEMPLATE, key.template())
        .set(LAYER_HASH, key.hash().value())
        .set(REGION, key.region().value())
        .set(ARCHITECTURE, key.architecture().toString())
        .build();
  }
}
