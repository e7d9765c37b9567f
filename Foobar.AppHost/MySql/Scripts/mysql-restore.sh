#!/bin/sh
# Makes the data folder of a node from a backup that mysql-backup.sh has written.
#
#   mysql-restore.sh FILE
#
# The node must not run and have no data yet; start it afterwards, with an empty peer, and the failover manager without a
# record. Then this node becomes the primary, and the other one is cloned from it. docs/backup.md goes through it.
#
# The data folder gets its name when everything is in it, and nobody can connect before that.
#
# Environment: MYSQL_NODE_DATA, MYSQL_NODE_USER and MYSQLD as for mysql-node.sh, and
#   MYSQL   the client (mysql)
set -eu
umask 077

here=$(cd "$(dirname "$0")" && pwd)
node=${MYSQL_NODE_DATA:?}
file=${1:-}
temporary=
pid=

say() {
  echo "mysql-restore: $1" >&2
}

fail() {
  say "$1"
  exit 1
}

clean_up() {
  [ -z "$pid" ] || kill -KILL "$pid" 2> /dev/null || true
  [ -z "$temporary" ] || rm -rf "$temporary"
  rm -rf "$node/restore"
}

query() {
  "${MYSQL:-mysql}" --no-defaults --socket="$temporary/mysqld.sock" --user=root --batch --skip-column-names "$@"
}

# Without a network and without a binary log: what is loaded has its GTIDs already.
start() {
  user=
  [ "$(id -u)" -ne 0 ] || user=${MYSQL_NODE_USER:-root}
  # A socket's path must be short.
  temporary=$(mktemp -d)
  [ -z "$user" ] || chown "$user" "$temporary"
  "${MYSQLD:-mysqld}" --no-defaults ${user:+--user="$user"} --datadir="$node/restore/data" --skip-networking --mysqlx=OFF \
    --socket="$temporary/mysqld.sock" --pid-file="$temporary/mysqld.pid" --secure-file-priv=NULL \
    --gtid-mode=ON --enforce-gtid-consistency=ON --skip-log-bin --log-error-verbosity=1 &
  pid=$!
  until query --execute='SELECT 1' > /dev/null 2>&1; do
    kill -0 "$pid" 2> /dev/null || fail 'the server that loads the backup has ended.'
    sleep 0.2
  done
}

stop() {
  code=0
  query --execute='SHUTDOWN'
  wait "$pid" || code=$?
  pid=
  [ "$code" -eq 0 ] || fail "the server that loaded the backup ended with $code."
}

[ -n "$file" ] || fail 'usage: mysql-restore.sh FILE'
[ -r "$file" ] || fail "$file cannot be read."
gzip -t "$file" 2> /dev/null && gzip -dc "$file" | tail -n 1 | grep -q '^-- Dump completed' || fail "$file is no whole backup."
mkdir -p "$node"
# mysqld takes a relative path for one of its own installation.
node=$(cd "$node" && pwd)
if command -v flock > /dev/null; then
  exec 9> "$node/.lock"
  flock -n 9 || fail "a server uses $node. Stop it first."
fi
[ ! -e "$node/data" ] || fail "there is data in $node already. A backup is restored to an empty folder only."

trap clean_up EXIT
trap 'exit 143' TERM INT HUP
rm -rf "$node/restore"
MYSQL_NODE_DATA=$node/restore MYSQL_NODE_PORT=${MYSQL_NODE_PORT:-3306} MYSQL_NODE_DATABASE=${MYSQL_NODE_DATABASE:-none} \
  sh "$here/mysql-node.sh" create
start
say "loading $file"
gzip -dc "$file" | query || fail "$file cannot be loaded."
executed=$(query --execute='SELECT @@GLOBAL.gtid_executed')
[ -n "$executed" ] || fail "$file has no GTIDs: a replica could not tell what it lacks."
stop
sync -f "$node/restore/data" 2> /dev/null || true
mv "$node/restore/data" "$node/data"
say "$node has all up to $(printf '%s' "$executed" | tr -d '\n')"
