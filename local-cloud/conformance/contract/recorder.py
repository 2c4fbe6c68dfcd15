"""A proxy that stands between Kiln and the local cloud and writes down what both say."""

import http.client
import http.server
import json
import threading


class Recorder:
    """Passes everything on, unchanged, and records what is signed for an AWS service."""

    def __init__(self, cloud, file):
        self.command = ""
        self._host = cloud.removeprefix("http://").rstrip("/")
        self._file = open(file, "w", encoding="utf-8")
        self._lock = threading.Lock()
        recorder = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def handle_one_request(self):
                try:
                    super().handle_one_request()
                except ConnectionError:
                    self.close_connection = True

            def log_message(self, *_):
                pass

            def do_GET(self):
                recorder.pass_on(self)

            do_POST = do_PUT = do_DELETE = do_HEAD = do_GET

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 64

        self._server = Server(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def pass_on(self, handler):
        body = _body(handler)
        headers = {name: value for name, value in handler.headers.items() if name.lower() != "host"}
        headers.pop("Transfer-Encoding", None)
        connection = http.client.HTTPConnection(self._host, timeout=120)
        try:
            connection.request(handler.command, handler.path, body, headers)
            reply = connection.getresponse()
            content = reply.read()
        except (ConnectionError, http.client.HTTPException):
            handler.close_connection = True
            return
        finally:
            connection.close()
        self._write(handler, body, reply, content)
        handler.send_response_only(reply.status)
        for name, value in reply.getheaders():
            if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    def _write(self, handler, body, reply, content):
        headers = {name.lower(): value for name, value in handler.headers.items()}
        if "authorization" not in headers:
            return
        record = {
            "command": self.command,
            "method": handler.command,
            "target": handler.path,
            "headers": headers,
            "body": body.decode("utf-8", "surrogateescape"),
            "status": reply.status,
            "reply_headers": {name.lower(): value for name, value in reply.getheaders()},
            "reply": content.decode("utf-8", "surrogateescape"),
        }
        with self._lock:
            self._file.write(json.dumps(record) + "\n")
            self._file.flush()

    def close(self):
        self._server.shutdown()
        self._file.close()


def _body(handler):
    if handler.headers.get("Transfer-Encoding", "").lower() != "chunked":
        return handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
    parts = []
    while size := int(handler.rfile.readline().split(b";")[0], 16):
        parts.append(handler.rfile.read(size))
        handler.rfile.readline()
    handler.rfile.readline()
    return b"".join(parts)
