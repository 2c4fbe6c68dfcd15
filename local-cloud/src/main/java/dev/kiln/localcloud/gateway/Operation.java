package dev.kiln.localcloud.gateway;

import dev.kiln.localcloud.http.HttpRequest;
import dev.kiln.localcloud.wire.Form;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request of a service that says by method, path and headers what others say in parameters.
 *
 * @param action empty if they mean none
 */
record Operation(String action, Map<String, Object> parameters) {
  private static final Pattern CHANGED_BLOCKS =
      Pattern.compile("/snapshots/([^/]{1,64})/changedblocks");
  private static final Pattern OBJECT = Pattern.compile("/([^/]+)/(.+)", Pattern.DOTALL);
  private static final Pattern BUCKET = Pattern.compile("/([^/]+)/?");

  /** Of EBS direct. */
  static Operation ofBlocks(HttpRequest request) {
    Map<String, Object> parameters = new LinkedHashMap<>(Form.parse(request.query()));
    Matcher changedBlocks = CHANGED_BLOCKS.matcher(request.path());
    if (!request.method().equals("GET") || !changedBlocks.matches()) {
      return new Operation("", parameters);
    }
    parameters.put("secondSnapshotId", changedBlocks.group(1));
    return new Operation("ListChangedBlocks", parameters);
  }

  /** Of S3, with the bucket in the path. */
  static Operation ofBuckets(HttpRequest request) {
    Map<String, Object> parameters = new LinkedHashMap<>(Form.parse(request.query()));
    Matcher object = OBJECT.matcher(request.path());
    Matcher bucket = BUCKET.matcher(request.path());
    if (object.matches()) {
      parameters.put("Bucket", object.group(1));
      parameters.put("Key", object.group(2));
      parameters.put("Body", request.body());
      request.header("if-match").ifPresent(tag -> parameters.put("If-Match", tag));
      request.header("if-none-match").ifPresent(tag -> parameters.put("If-None-Match", tag));
      request.header("content-type").ifPresent(type -> parameters.put("Content-Type", type));
      request
          .header("content-encoding")
          .ifPresent(encoding -> parameters.put("Content-Encoding", encoding));
    } else if (bucket.matches()) {
      parameters.put("Bucket", bucket.group(1));
    }
    return new Operation(action(request.method(), object.matches(), bucket.matches()), parameters);
  }

  private static String action(String method, boolean object, boolean bucket) {
    return switch (method) {
      case "GET" -> object ? "GetObject" : "";
      case "PUT" -> object ? "PutObject" : bucket ? "CreateBucket" : "";
      default -> "";
    };
  }
}
