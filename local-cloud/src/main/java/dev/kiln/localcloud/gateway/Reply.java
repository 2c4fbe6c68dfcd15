package dev.kiln.localcloud.gateway;

import dev.kiln.localcloud.wire.XmlWriter;

/** What goes back over HTTP. */
record Reply(int status, String contentType, String body) {
  static Reply xml(int status, XmlWriter body) {
    return new Reply(
        status, "text/xml;charset=UTF-8", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + body);
  }

  static Reply json(int status, String body) {
    return new Reply(status, "application/x-amz-json-1.1", body);
  }

  /** What a proxy in between would send: no AWS error code in it. */
  static Reply page(int status) {
    return new Reply(
        status, "text/html", "<html><body><h1>" + status + " error</h1></body></html>");
  }
}
