# Holds a PostgreSQL for as long as standard input stays open, so it cannot outlive whoever holds the other end,
# however that one dies. Prints its URL when it is ready. Run by `testkit` and by `tests/run`:
#     sh -c "$(cat postgres.sh)"
# It listens on a socket in a folder of its own only, never on a port. Durability is as in production (fsync on).
# Ends with 3 if there are no PostgreSQL server programs.
set -eu
umask 077
cd /
trap : INT TERM HUP

bin=
for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -nr); do
    if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then
        bin=$folder
        break
    fi
done
if [ -z "$bin" ] && command -v initdb >/dev/null && command -v postgres >/dev/null; then
    bin=$(dirname "$(command -v initdb)")
fi
[ -n "$bin" ] || exit 3

# The server refuses to run as root.
as_owner() { "$@"; }
folder=$(mktemp -d "${TMPDIR:-/tmp}/ventanilla-pg.XXXXXX")
if [ "$(id -u)" = 0 ]; then
    if ! id postgres >/dev/null 2>&1; then
        rmdir "$folder"
        echo "root cannot run a PostgreSQL server and there is no user postgres to run it" >&2
        exit 3
    fi
    chown postgres "$folder"
    as_owner() { runuser -u postgres -- "$@"; }
fi

finish() {
    as_owner "$bin/pg_ctl" --pgdata="$folder/data" --mode=immediate --silent stop >/dev/null 2>&1 || :
    rm -rf "$folder"
}
trap finish EXIT

{
    as_owner "$bin/initdb" --pgdata="$folder/data" --username=postgres --auth=trust --encoding=UTF8 \
        --locale=C.UTF-8 --no-sync
    cat >>"$folder/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$folder'
max_connections = 400
max_locks_per_transaction = 256
shared_buffers = 64MB
fsync = on
synchronous_commit = on
full_page_writes = on
log_min_messages = warning
CONF
    as_owner "$bin/pg_ctl" --pgdata="$folder/data" --log="$folder/log" --wait --silent start
} </dev/null >"$folder/start.log" 2>&1 || {
    cat "$folder/start.log" "$folder/log" >&2 2>/dev/null || :
    exit 1
}

echo "postgres://postgres@localhost/postgres?host=$folder"
cat >/dev/null || :
