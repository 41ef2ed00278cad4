"""A CKAN on this machine, in one process: python run.py SERVER FOLDER, where SERVER is the address of a PostgreSQL.

It says where it is and what lets whom write, in a line of JSON. Then it takes a line at a time, {"action": …, "given": …}, does that as
its sysadmin, and answers with a line: the status, and what CKAN said. It ends with its input, and its database with it. Its search index is
that of `solr`; all else is CKAN's own.
"""

import json
import logging
import os
import secrets
import sys
import threading
import urllib.error
import urllib.request
from http.server import ThreadingHTTPServer

logging.disable(logging.ERROR)
answers, sys.stdout = sys.stdout, sys.stderr

import solr
import sqlalchemy
from werkzeug.serving import make_server

EDITS = "salud"


def settings(database, folder, index, base):
    return {
        "__file__": os.path.join(folder, "ckan.ini"),
        "here": folder,
        "SECRET_KEY": "a secret of this run alone",
        "WTF_CSRF_SECRET_KEY": "another secret of this run alone",
        "sqlalchemy.url": database,
        "solr_url": f"http://127.0.0.1:{index.server_address[1]}/solr/ckan",
        "ckan.site_url": base,
        "ckan.site_id": "default",
        "ckan.storage_path": folder,
        "ckan.plugins": "",
        # Nobody is there; CKAN needs it for its background jobs only.
        "ckan.redis.url": "redis://127.0.0.1:1/0",
        "SESSION_TYPE": "cachelib",
        "debug": False,
    }


def filled(app):
    """The tokens of a sysadmin, and of an editor of one organisation and no group."""
    from ckan import model
    from ckan.plugins.toolkit import get_action

    model.repo.init_db()
    by = {"ignore_auth": True, "user": get_action("get_site_user")({"ignore_auth": True}, {})["name"]}
    do = lambda action, **given: get_action(action)(dict(by), given)
    tokens = {}
    for name, sysadmin in (("administra", True), ("edita", False)):
        do("user_create", name=name, email=f"{name}@example.org", password="a long one for a test")
        if sysadmin:
            model.User.get(name).sysadmin = True
            model.Session.commit()
        tokens[name] = do("api_token_create", user=name, name="test")["token"]
    for name in (EDITS, "cultura"):
        do("organization_create", name=name, title=name.title())
    do("group_create", name="salud-publica", title="Salud pública")
    do("organization_member_create", id=EDITS, username="edita", role="editor")
    return tokens


def asked(base, token, action, given):
    headers = {"Content-Type": "application/json", "Authorization": token}
    request = urllib.request.Request(f"{base}/api/3/action/{action}", json.dumps(given).encode(), headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return {"status": answer.status, "said": json.load(answer)}
    except urllib.error.HTTPError as refused:
        return {"status": refused.code, "said": json.load(refused)}


def say(line):
    print(json.dumps(line), file=answers, flush=True)


def serve(server):
    threading.Thread(target=server.serve_forever, daemon=True).start()


class Database:
    """One of its own, as long as it is used."""

    def __init__(self, server):
        server = sqlalchemy.make_url(server).difference_update_query(["options"]).set(drivername="postgresql")
        self.server = sqlalchemy.create_engine(server, isolation_level="AUTOCOMMIT")
        self.name = f"ckan_{secrets.token_hex(8)}"
        # The socket's folder as it is: CKAN writes the address where a % means something.
        self.url = server.set(database=self.name).render_as_string(hide_password=False).replace("%2F", "/")

    def __enter__(self):
        self.does(f"create database {self.name} encoding 'UTF8' template template0")
        return self.url

    def __exit__(self, *_):
        self.does(f"drop database {self.name} with (force)")

    def does(self, sql):
        with self.server.connect() as connection:
            connection.execute(sqlalchemy.text(sql))


def run(database, folder):
    index = ThreadingHTTPServer(("127.0.0.1", 0), solr.Solr)
    serve(index)
    portal = make_server("127.0.0.1", 0, lambda environ, start: app(environ, start), threaded=True)
    base = f"http://127.0.0.1:{portal.server_address[1]}"

    from ckan.config.middleware import make_app

    app = make_app(settings(database, folder, index, base))
    with app._wsgi_app.test_request_context():
        tokens = filled(app)
    serve(portal)
    say({"base": base, "admin": tokens["administra"], "editor": tokens["edita"]})
    for line in sys.stdin:
        command = json.loads(line)
        say(asked(base, tokens["administra"], command["action"], command["given"]))


with Database(sys.argv[1]) as database:
    run(database, sys.argv[2])
