#!/usr/bin/python3
"""Orders over HTTP: a small API to try Portcullis out with. Python's standard library alone.

usage: api.py PORT BODY_BYTES DATABASE

Listens on 127.0.0.1. The interface is described by openapi.json beside this file.
"""

import json
import pathlib
import re
import socket
import sqlite3
import sys
import threading
import uuid
from datetime import datetime, timezone
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

OPENAPI = pathlib.Path(__file__).with_name("openapi.json").read_bytes()
ORDER_PATH = re.compile(r"/orders/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\Z")
ITEM = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ._-]{0,98}[A-Za-z0-9])?\Z")
COLUMNS = "id, item, quantity, created"


class Problem(Exception):
    """An answer that tells what is wrong with a request, as problem details (RFC 9457)."""

    def __init__(self, status, detail, headers=None, **members):
        super().__init__(detail)
        self.status = HTTPStatus(status)
        self.headers = headers or {}
        self.body = {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": int(status),
            "detail": detail,
            **members,
        }


class Orders:
    """The orders, in SQLite."""

    def __init__(self, path):
        self.lock = threading.Lock()
        self.database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self.database.row_factory = sqlite3.Row
        self.database.execute("PRAGMA journal_mode = WAL")
        self.database.execute("PRAGMA synchronous = NORMAL")
        self.database.execute(
            "CREATE TABLE IF NOT EXISTS orders (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
            " item TEXT NOT NULL, quantity INTEGER NOT NULL, created TEXT NOT NULL)"
        )

    def run(self, statement, *values):
        with self.lock:
            cursor = self.database.execute(statement, values)
            return [dict(row) for row in cursor.fetchall()], cursor.rowcount

    def page(self, limit, after):
        """At most `limit` orders, oldest first, behind the order `after`."""
        rows, _ = self.run(
            f"SELECT {COLUMNS} FROM orders"
            " WHERE number > coalesce((SELECT number FROM orders WHERE id = ?), 0) ORDER BY number LIMIT ?",
            after,
            limit + 1,
        )
        page = {"orders": rows[:limit]}
        if len(rows) > limit:
            page["next"] = rows[limit - 1]["id"]
        return page

    def create(self, item, quantity):
        order = {
            "id": str(uuid.uuid4()),
            "item": item,
            "quantity": quantity,
            "created": datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        }
        self.run(f"INSERT INTO orders ({COLUMNS}) VALUES (?, ?, ?, ?)", *order.values())
        return order

    def read(self, order_id):
        rows, _ = self.run(f"SELECT {COLUMNS} FROM orders WHERE id = ?", order_id)
        return rows[0] if rows else None

    def delete(self, order_id):
        _, count = self.run("DELETE FROM orders WHERE id = ?", order_id)
        return count > 0


def check_order(body):
    """The item and quantity of a new order; every mistake in it is told at once."""
    if not isinstance(body, dict):
        raise Problem(422, "the body has to be an object")
    errors = [{"pointer": f"/{name}", "detail": "is not known"} for name in body if name not in ("item", "quantity")]
    item = body.get("item")
    if not isinstance(item, str) or not ITEM.match(item):
        errors.append({"pointer": "/item", "detail": "has to be 1 to 100 letters, digits, blanks, '.', '_' or '-'"})
    quantity = body.get("quantity")
    # A whole number is an integer for JSON Schema, however it is written.
    if type(quantity) is float and quantity.is_integer():
        quantity = int(quantity)
    if type(quantity) is not int or not 1 <= quantity <= 1000:
        errors.append({"pointer": "/quantity", "detail": "has to be a whole number from 1 to 1000"})
    if errors:
        raise Problem(422, "the order has mistakes", errors=errors)
    return item, quantity


def check_page(query):
    """The limit and the start of a page of orders."""
    try:
        values = parse_qs(query, keep_blank_values=True, max_num_fields=10)
    except ValueError:
        raise Problem(400, "there are too many query parameters") from None
    if set(values) - {"limit", "after"} or any(len(given) > 1 for given in values.values()):
        raise Problem(400, "only limit and after are known as query parameters, each once")
    limit = values.get("limit", ["50"])[0]
    if not re.fullmatch("[0-9]{1,3}", limit) or not 1 <= int(limit) <= 100:
        raise Problem(400, "limit has to be a whole number from 1 to 100")
    after = values.get("after", [None])[0]
    if after is not None and not ORDER_PATH.match(f"/orders/{after}"):
        raise Problem(400, "after has to be the id of an order")
    return int(limit), after


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Longer than a proxy keeps idle connections, so that the proxy is the one to close them.
    timeout = 90
    disable_nagle_algorithm = True
    wbufsize = -1

    def version_string(self):
        return "orders"

    def log_message(self, *_):
        """The edge has the access log."""

    def answer(self, status, body=None, headers=None, content_type="application/json"):
        data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        if status != HTTPStatus.NO_CONTENT:
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def send_error(self, code, message=None, explain=None):
        """What http.server itself refuses, such as a malformed request line."""
        self.close_connection = True
        self.answer_problem(Problem(code, message or "the request cannot be read"))

    def answer_problem(self, problem):
        if self.close_connection:
            problem.headers["Connection"] = "close"
        self.answer(problem.status, problem.body, problem.headers, "application/problem+json")

    def read_order(self):
        if self.headers.get_content_type() != "application/json":
            raise Problem(415, "the body has to be application/json")
        data = self.rfile.read(self.length)
        try:
            body = json.loads(data)
        except (ValueError, RecursionError):
            raise Problem(400, "the body is not JSON") from None
        return check_order(body)

    def check_body(self):
        """Knows where the body ends before anything is read of it."""
        # A body that is not read, or whose end is not known, would be taken for the next request.
        self.close_connection = True
        if "Transfer-Encoding" in self.headers:
            raise Problem(411, "the body needs a Content-Length")
        length = self.headers.get("Content-Length", "0")
        if not re.fullmatch("[0-9]{1,10}", length):
            raise Problem(400, "Content-Length is not a number")
        self.length = int(length)
        if self.length > self.server.body_bytes:
            raise Problem(413, f"the body may have {self.server.body_bytes} bytes")
        if self.command != "POST" and self.length > 0:
            raise Problem(400, f"{self.command} takes no body")
        self.close_connection = self.headers.get("Connection", "").lower() == "close"

    def handle_request(self):
        try:
            self.check_body()
            self.route()
        except Problem as problem:
            # The rest of a body that was refused unread.
            if self.command == "POST":
                self.close_connection = True
            self.answer_problem(problem)
        except sqlite3.Error as error:
            print(f"database: {error}", file=sys.stderr, flush=True)
            self.close_connection = True
            self.answer_problem(Problem(500, "the orders cannot be reached"))

    def route(self):
        orders = self.server.orders
        url = urlsplit(self.path)
        order = ORDER_PATH.match(url.path)
        method = "GET" if self.command == "HEAD" else self.command
        if url.path == "/orders":
            routes = {"GET": self.list_orders, "POST": self.create_order}
        elif order:
            routes = {"GET": self.read_one_order, "DELETE": self.delete_order}
        elif url.path == "/healthz":
            orders.run("SELECT 1")
            routes = {"GET": lambda *_: self.answer(200, {"status": "ok"})}
        elif url.path == "/openapi.json":
            routes = {"GET": lambda *_: self.answer(200, OPENAPI)}
        else:
            raise Problem(404, "there is nothing here")
        if method not in routes:
            raise Problem(405, f"{self.command} is not possible here", {"Allow": ", ".join(routes)})
        routes[method](orders, order[1] if order else url.query)

    def list_orders(self, orders, query):
        self.answer(200, orders.page(*check_page(query)))

    def create_order(self, orders, _):
        order = orders.create(*self.read_order())
        self.answer(201, order, {"Location": f"/orders/{order['id']}"})

    def read_one_order(self, orders, order_id):
        order = orders.read(order_id)
        if order is None:
            raise Problem(404, "there is no such order")
        self.answer(200, order)

    def delete_order(self, orders, order_id):
        if not orders.delete(order_id):
            raise Problem(404, "there is no such order")
        self.answer(204)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = handle_request


class Server(ThreadingHTTPServer):
    request_queue_size = 1024
    daemon_threads = True

    def __init__(self, port, body_bytes, database):
        self.body_bytes = body_bytes
        self.orders = Orders(database)
        super().__init__(("127.0.0.1", port), Handler)

    def server_bind(self):
        # Without the look-up of the host's name that http.server does.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = self.server_address

    def handle_error(self, request, client_address):
        error = sys.exc_info()[1]
        # A client that goes away is its own business.
        if not isinstance(error, (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


if __name__ == "__main__":
    _, port_argument, body_argument, database_argument = sys.argv
    with Server(int(port_argument), int(body_argument), database_argument) as server:
        print(f"listening on 127.0.0.1:{server.server_port}", flush=True)
        server.serve_forever()
