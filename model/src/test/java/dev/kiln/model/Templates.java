package dev.kiln.model;

import dev.kiln.model.chain.Chain;
import dev.kiln.model.chain.ChainReader;
import dev.kiln.model.chain.ParentReader;
import dev.kiln.model.compile.LayerCompiler;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.model.source.TemplateSource;
import dev.kiln.model.template.ReadOptions;
import dev.kiln.model.template.Template;
import dev.kiln.model.template.TemplateParser;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Templates in memory: files, installed ones and addresses, by the name that templates use. */
public final class Templates implements ParentReader {
  private final Map<String, String> texts = new HashMap<>();

  /** Adds a text. */
  public Templates put(String location, String text) {
    texts.put(location, text);
    return this;
  }

  /** Reads the chain of the template at a location. */
  public Chain chain(String location) {
    return chain(location, ReadOptions.STRICT);
  }

  /** Reads the chain of the template at a location. */
  public Chain chain(String location, ReadOptions options) {
    return ChainReader.read(
        new TemplateSource(location, texts.getOrDefault(location, "")), this, options);
  }

  /** Compiles the chain of the template at a location. */
  public List<LayerSpec> layers(String location) {
    return LayerCompiler.compile(chain(location), Optional.empty());
  }

  @Override
  public TemplateSource file(String path) throws IOException {
    return read(path);
  }

  @Override
  public TemplateSource named(String name, String child) throws IOException {
    return read(name);
  }

  @Override
  public TemplateSource address(URI address) throws IOException {
    return read(address.toString());
  }

  private TemplateSource read(String location) throws IOException {
    String text = texts.get(location);
    if (text == null) {
      throw new IOException("no such template: " + location);
    }
    return new TemplateSource(location, text);
  }

  /** Parses one text, strictly. */
  public static Template parse(String text) {
    return TemplateParser.parse(new TemplateSource("t.yaml", text), ReadOptions.STRICT);
  }

  /** The hash of a single template. */
  public static TemplateHash hash(String text) {
    return new Templates().put("t.yaml", text).layers("t.yaml").get(0).hash();
  }
}
