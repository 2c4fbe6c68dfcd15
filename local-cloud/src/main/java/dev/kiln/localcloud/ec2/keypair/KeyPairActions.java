package dev.kiln.localcloud.ec2.keypair;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Filters;
import dev.kiln.localcloud.datacenter.Ids;
import dev.kiln.localcloud.datacenter.Tags;
import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredKeyPair;
import dev.kiln.localcloud.wire.AwsFailure;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.CreateKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.CreateKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.DeleteKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.DeleteKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsResponse;
import software.amazon.awssdk.services.ec2.model.ImportKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.ImportKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Key pairs. Nothing logs in here, but tools insist on making them. */
public final class KeyPairActions {
  private static final Set<String> TAGGED = Set.of("key-pair");

  private static final Pattern NAME = Pattern.compile("\\p{ASCII}{1,255}");

  private final Datacenter datacenter;
  private final Store store;
  private final Tags tags;

  public KeyPairActions(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.store = datacenter.store();
    this.tags = new Tags(store);
  }

  public Map<String, Action> all() {
    return Map.of(
        "CreateKeyPair", Action.of(CreateKeyPairRequest::builder, this::create),
        "ImportKeyPair", Action.of(ImportKeyPairRequest::builder, this::importKey),
        "DescribeKeyPairs", Action.of(DescribeKeyPairsRequest::builder, this::describe),
        "DeleteKeyPair", Action.of(DeleteKeyPairRequest::builder, this::delete));
  }

  private SdkPojo create(Call call, CreateKeyPairRequest request) {
    String name = free(call, request.keyName());
    KeyPair pair = rsa();
    byte[] secret = pair.getPrivate().getEncoded();
    StoredKeyPair stored =
        keep(call, name, pair.getPublic().getEncoded(), request.tagSpecifications());
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(secret)
            + "\n-----END PRIVATE KEY-----\n";
    return CreateKeyPairResponse.builder()
        .keyPairId(stored.id())
        .keyName(name)
        .keyFingerprint(stored.body().keyFingerprint())
        .keyMaterial(pem)
        .tags(tags.of(call.place(), stored.id()))
        .build();
  }

  private static KeyPair rsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("cannot make an RSA key", impossible);
    }
  }

  private SdkPojo importKey(Call call, ImportKeyPairRequest request) {
    String name = free(call, request.keyName());
    byte[] key =
        Optional.ofNullable(request.publicKeyMaterial())
            .orElseThrow(() -> AwsFailure.missing("PublicKeyMaterial"))
            .asByteArray();
    if (!new String(key, StandardCharsets.UTF_8).matches("(?s)(ssh-|ecdsa-|-----BEGIN ).*")) {
      throw AwsFailure.refused(
          "InvalidKey.Format", "Key is not in valid OpenSSH public key format");
    }
    StoredKeyPair stored = keep(call, name, key, request.tagSpecifications());
    return ImportKeyPairResponse.builder()
        .keyPairId(stored.id())
        .keyName(name)
        .keyFingerprint(stored.body().keyFingerprint())
        .tags(tags.of(call.place(), stored.id()))
        .build();
  }

  private String free(Call call, @Nullable String name) {
    if (name == null || name.isEmpty()) {
      throw AwsFailure.missing("KeyName");
    }
    if (!NAME.matcher(name).matches()) {
      throw AwsFailure.invalidValue(
          "Value ("
              + name
              + ") for parameter KeyName is invalid: it must have up to 255 ASCII characters.");
    }
    if (own(call).anyMatch(pair -> pair.body().keyName().equals(name))) {
      throw AwsFailure.refused(
          "InvalidKeyPair.Duplicate", "The keypair '" + name + "' already exists.");
    }
    return name;
  }

  private StoredKeyPair keep(
      Call call, String name, byte[] publicKey, List<TagSpecification> asked) {
    String digest = Ids.digest(new String(publicKey, StandardCharsets.ISO_8859_1));
    KeyPairInfo body =
        KeyPairInfo.builder()
            .keyPairId(Ids.random("key"))
            .keyName(name)
            .keyType("rsa")
            .keyFingerprint(digest.substring(0, 40).replaceAll("(..)(?!$)", "$1:"))
            .createTime(datacenter.now())
            .build();
    StoredKeyPair stored = store.put(new StoredKeyPair(call.place(), body));
    tags.give(call, stored.id(), asked, "key-pair", TAGGED);
    return stored;
  }

  private Stream<StoredKeyPair> own(Call call) {
    return store.all(StoredKeyPair.class).stream()
        .filter(pair -> pair.place().equals(call.place()));
  }

  private SdkPojo describe(Call call, DescribeKeyPairsRequest request) {
    Predicate<KeyPairInfo> filters = Filters.of(request.filters(), KeyPairInfo.builder());
    for (String name : request.keyNames()) {
      if (own(call).noneMatch(pair -> pair.body().keyName().equals(name))) {
        throw AwsFailure.refused(
            "InvalidKeyPair.NotFound", "The key pair '" + name + "' does not exist");
      }
    }
    List<KeyPairInfo> found =
        own(call)
            .map(pair -> pair.body().toBuilder().tags(tags.of(call.place(), pair.id())).build())
            .filter(
                one -> request.keyNames().isEmpty() || request.keyNames().contains(one.keyName()))
            .filter(
                one ->
                    request.keyPairIds().isEmpty()
                        || request.keyPairIds().contains(one.keyPairId()))
            .filter(filters)
            .toList();
    return DescribeKeyPairsResponse.builder().keyPairs(found).build();
  }

  /** Deleting an absent key pair succeeds, as in EC2. */
  private SdkPojo delete(Call call, DeleteKeyPairRequest request) {
    Optional<StoredKeyPair> found =
        own(call)
            .filter(
                pair ->
                    pair.body().keyName().equals(request.keyName())
                        || pair.id().equals(request.keyPairId()))
            .findFirst();
    found.ifPresent(
        pair -> {
          store.remove(pair);
          tags.forget(call.place(), pair.id());
        });
    return DeleteKeyPairResponse.builder()
        .returnValue(true)
        .keyPairId(found.map(StoredKeyPair::id).orElse(null))
        .build();
  }
}
