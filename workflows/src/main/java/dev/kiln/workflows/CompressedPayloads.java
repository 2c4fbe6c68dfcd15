package dev.kiln.workflows;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.EncodingKeys;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.codec.PayloadCodecException;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compresses large payloads, and refuses one that is too large for Temporal even so. The server
 * would refuse it too, but in a way that the SDK repeats without end and shows to nobody.
 *
 * <p>Small payloads stay as they are, so that the Web UI shows them. The format of the others is
 * that of the SDK's {@code ZlibPayloadCodec}.
 */
final class CompressedPayloads implements PayloadCodec {
  /** A payload of fewer bytes stays readable. */
  static final int SMALL = 16 * 1024;

  /** The server's default limit for one payload. */
  static final int LIMIT = 2 * 1024 * 1024;

  private static final ByteString ENCODING = ByteString.copyFromUtf8("binary/zlib");
  private static final int BUFFER = 64 * 1024;

  @Override
  public List<Payload> encode(List<Payload> payloads) {
    return payloads.stream().map(CompressedPayloads::encoded).toList();
  }

  @Override
  public List<Payload> decode(List<Payload> payloads) {
    return payloads.stream().map(CompressedPayloads::decoded).toList();
  }

  private static Payload encoded(Payload payload) {
    Payload sent = payload.getSerializedSize() < SMALL ? payload : compressed(payload);
    if (sent.getSerializedSize() > LIMIT) {
      throw FailureType.TOO_LARGE.failure(
          "cannot send %,d bytes through Temporal: they are %,d compressed, and it takes %,d at once; ask for less, or in parts"
              .formatted(payload.getSerializedSize(), sent.getSerializedSize(), LIMIT));
    }
    return sent;
  }

  private static Payload compressed(Payload payload) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(payload.toByteArray());
      deflater.finish();
      ByteString data = ByteString.EMPTY;
      byte[] buffer = new byte[BUFFER];
      while (!deflater.finished()) {
        data = data.concat(ByteString.copyFrom(buffer, 0, deflater.deflate(buffer)));
      }
      return Payload.newBuilder()
          .putMetadata(EncodingKeys.METADATA_ENCODING_KEY, ENCODING)
          .setData(data)
          .build();
    } finally {
      deflater.end();
    }
  }

  private static Payload decoded(Payload payload) {
    if (!ENCODING.equals(payload.getMetadataMap().get(EncodingKeys.METADATA_ENCODING_KEY))) {
      return payload;
    }
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(payload.getData().toByteArray());
      ByteString data = ByteString.EMPTY;
      byte[] buffer = new byte[BUFFER];
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new PayloadCodecException(new DataFormatException("the data ends too early"));
        }
        data = data.concat(ByteString.copyFrom(buffer, 0, count));
      }
      return Payload.parseFrom(data);
    } catch (DataFormatException | InvalidProtocolBufferException damaged) {
      throw new PayloadCodecException(damaged);
    } finally {
      inflater.end();
    }
  }
}
