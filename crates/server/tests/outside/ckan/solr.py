"""What CKAN asks of Solr, answered from memory: the documents that it puts there, found by their fields. The index alone is ours."""

import datetime
import json
import re
import sys
import xml.etree.ElementTree as tree
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

SCHEMA = '<?xml version="1.0"?><schema name="ckan-2.12" version="1.6"></schema>'
DATES = ("metadata_created", "metadata_modified", "indexed_ts")
TOKEN = re.compile(r"""\s*(?:
    (?P<open>\()|(?P<close>\))|(?P<sign>[+\-!])|
    (?P<word>(?:AND|OR|NOT)(?![\w:]))|
    (?P<field>[\w*]+):|
    (?P<range>[\[{][^\]}]*\sTO\s[^\]}]*[\]}])|
    "(?P<phrase>(?:\\.|[^"\\])*)"|
    (?P<term>(?:\\.|[^\s()\[\]{}"^~:\\])+)
)""", re.X)

docs = {}


class Malformed(Exception):
    """A query that Lucene does not read either."""


def moment(text):
    """Milliseconds, as an index has them."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z", text)
    if not found:
        raise Malformed(f"Invalid Date String:'{text}'")
    seconds = datetime.datetime.fromisoformat(found[1] + "+00:00").timestamp()
    return int(seconds) * 1000 + int(f"{found[2] or '':0<3}"[:3])


def tokens(text):
    at, text = 0, text.rstrip()
    while at < len(text):
        found = TOKEN.match(text, at)
        if not found:
            raise Malformed(f"Cannot parse '{text}': Encountered \"{text[at:at + 20]}\" at column {at}.")
        at = found.end()
        yield found.lastgroup, found[found.lastgroup]


class Query:
    """A query of Lucene's classic parser, as far as CKAN and its callers write them."""

    def __init__(self, text, every):
        self.text, self.every = text, every
        self.left = list(tokens(text))
        self.test = self.clauses(None)
        if self.left:
            raise self.wrong()

    def wrong(self):
        return Malformed(f"Cannot parse '{self.text}': Encountered \"{self.left[0][1] if self.left else '<EOF>'}\"")

    def clauses(self, field):
        must, may, never, joined = [], [], [], None
        while self.left and self.left[0][0] != "close":
            sign = None
            while self.left and self.left[0][0] in ("word", "sign"):
                kind, text = self.left.pop(0)
                if text in ("AND", "OR"):
                    joined = text
                    if text == "AND" and may and not self.every:
                        must.append(may.pop())
                else:
                    sign = "-" if text in ("NOT", "!", "-") else "+"
            clause = self.clause(field)
            if sign == "-":
                never.append(clause)
            elif sign == "+" or joined == "AND" or (joined is None and self.every):
                must.append(clause)
            else:
                if joined == "OR" and self.every and must:
                    may.append(must.pop())
                may.append(clause)
            joined = None
        if not (must or may or never):
            raise self.wrong()
        return lambda doc: (
            all(test(doc) for test in must)
            and (bool(must) or not may or any(test(doc) for test in may))
            and not any(test(doc) for test in never)
        )

    def clause(self, field):
        if not self.left:
            raise self.wrong()
        kind, text = self.left.pop(0)
        if kind == "field":
            if self.left and self.left[0][0] == "field":
                raise self.wrong()
            return self.clause(text)
        if kind == "open":
            inner = self.clauses(field)
            if not self.left:
                raise self.wrong()
            self.left.pop(0)
            return inner
        if kind == "range":
            return self.range(field, text)
        if kind not in ("phrase", "term"):
            raise self.wrong()
        text = re.sub(r"\\(.)", r"\1", text)
        if field in ("*", None) and text == "*":
            return lambda doc: True
        if kind == "term" and text == "*":
            return lambda doc: bool(values(doc, field))
        if field in (None, "text"):
            return lambda doc: text.lower() in everything(doc)
        return lambda doc: text in values(doc, field)

    def range(self, field, text):
        low, high = (side.strip().strip('"') for side in text[1:-1].split(" TO "))
        read = moment if field in DATES else str
        low = None if low == "*" else read(low)
        high = None if high == "*" else read(high)
        def test(doc):
            for value in map(read, values(doc, field)):
                above = low is None or (value >= low if text[0] == "[" else value > low)
                below = high is None or (value <= high if text[-1] == "]" else value < high)
                if above and below:
                    return True
            return False
        return test


def values(doc, field):
    value = doc.get(field)
    if value is None:
        return []
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def everything(doc):
    return " ".join(each for key in ("name", "title", "notes", "tags") for each in values(doc, key)).lower()


def ordered(found, sort):
    for rule in reversed([rule.strip() for rule in sort.split(",") if rule.strip()]):
        parts = rule.split()
        if len(parts) != 2 or parts[1] not in ("asc", "desc"):
            raise Malformed(f"Can't determine a Sort Order (asc or desc) in sort spec '{sort}', pos={len(parts[0])}")
        field = parts[0]
        if field != "score":
            found.sort(key=lambda doc: keyed(doc, field), reverse=parts[1] == "desc")
    return found


def keyed(doc, field):
    first = (values(doc, field) or [""])[0]
    return moment(first) if field in DATES else first


def select(given):
    one = lambda key, otherwise: given.get(key, [otherwise])[0]
    every = one("q.op", "OR") == "AND"
    filters = [Query(text, every).test for text in [one("q", "*:*"), *given.get("fq", [])] if text.strip()]
    found = [doc for doc in docs.values() if all(test(doc) for test in filters)]
    found = ordered(found, one("sort", "score desc"))
    start, rows = int(one("start", 0)), int(one("rows", 10))
    fields = re.split(r"[ ,]+", one("fl", "*").strip())
    shown = lambda doc: {key: value for key, value in doc.items() if "*" in fields or key in fields}
    facets = {field: counted(found, field) for field in given.get("facet.field", [])}
    return {
        "responseHeader": {"status": 0, "QTime": 0},
        "response": {"numFound": len(found), "start": start, "docs": [shown(doc) for doc in found[start:start + rows]]},
        "facet_counts": {"facet_fields": facets},
    }


def counted(found, field):
    counts = {}
    for doc in found:
        for value in values(doc, field):
            counts[value] = counts.get(value, 0) + 1
    return [each for pair in counts.items() for each in pair]


def update(body, content_type):
    if "json" in content_type:
        for doc in json.loads(body):
            for field in DATES:
                for value in values(doc, field):
                    moment(value)
            docs.pop(doc["index_id"], None)
            docs[doc["index_id"]] = doc
        return
    root = tree.fromstring(body)
    if root.tag == "delete":
        for query in root.iter("query"):
            test = Query(query.text, False).test
            for key in [key for key, doc in docs.items() if test(doc)]:
                del docs[key]
    elif root.tag not in ("commit", "optimize"):
        raise Malformed(f"unknown command {root.tag}")


class Solr(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.answered(b"")

    def do_POST(self):
        self.answered(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def answered(self, body):
        url = urlsplit(self.path)
        content_type = self.headers.get("Content-Type", "")
        try:
            if url.path.endswith("/schema"):
                return self.say(200, SCHEMA.encode(), "text/xml")
            if url.path.rstrip("/").endswith("/update"):
                update(body, content_type)
                result = {"responseHeader": {"status": 0, "QTime": 0}}
            elif url.path.rstrip("/").endswith("/select"):
                query = body.decode() if "form" in content_type and body else url.query
                result = select(parse_qs(query, keep_blank_values=True))
            else:
                print("solr is asked for", self.path, file=sys.stderr, flush=True)
                return self.say(404, b"{}", "application/json")
            status = 200
        except (Malformed, ValueError, LookupError, tree.ParseError) as wrong:
            status, result = 400, {"error": {"msg": f"org.apache.solr.search.SyntaxError: {wrong}", "code": 400}}
        self.say(status, json.dumps(result).encode(), "application/json")

    def say(self, status, body, content_type):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Solr)
    print(server.server_address[1], flush=True)
    server.serve_forever()
