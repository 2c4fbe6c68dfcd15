package dev.kiln.localcloud.control;

import dev.kiln.localcloud.machine.FileEntry;
import dev.kiln.localcloud.machine.LayerId;
import dev.kiln.localcloud.machine.MachineRoom;
import dev.kiln.localcloud.machine.Machines;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists the content of images, which only a cloud on this machine can do. */
public final class ImageContent {
  private static final String DPKG = "var/lib/dpkg/status";

  private final Store store;
  private final MachineRoom room;

  public ImageContent(Store store, MachineRoom room) {
    this.store = store;
    this.room = room;
  }

  /**
   * The content of one image.
   *
   * @param unlistedBase whether the image is based on the root of this computer, whose files are
   *     not listed
   * @param packages the installed packages; empty if the image has no package database
   */
  public record Content(
      boolean unlistedBase, List<FileEntry> files, Optional<List<DebianPackage>> packages) {}

  /**
   * Reads an image of any account.
   *
   * @throws IOException if its content is not known, with the reason
   */
  public Content of(String imageId) throws IOException {
    StoredImage image =
        store
            .find(StoredImage.class, imageId)
            .orElseThrow(() -> new IOException("there is no such image"));
    if (image.captureOf().isPresent()) {
      throw new IOException("its content is still being captured");
    }
    if (!room.machines().backend().executes()) {
      throw new IOException("this computer executes no scripts, so images are empty");
    }
    List<LayerId> layers = image.layers().stream().map(LayerId::new).toList();
    List<Content> read = new ArrayList<>();
    room.keepingLayers(() -> read.add(content(layers)));
    return read.get(0);
  }

  private Content content(List<LayerId> layers) throws IOException {
    Machines machines = room.machines();
    return new Content(
        layers.contains(LayerId.HOST),
        machines.files(layers),
        machines.read(layers, DPKG).map(DebianPackage::installed));
  }
}
