#!/bin/sh
# Runs one MySQL node of the pair: as a process, in a container and in Kubernetes alike.
# Creates the data folder on the first start, brings accounts up to date, boots read-only, restarts when asked to.
#
#   mysql-node.sh          runs the node
#   mysql-node.sh create   creates the data folder, as the first start would, and no more
#
# Writes to MYSQL_NODE_DATA and to the system's folder for temporary files (TMPDIR), and to nothing else.
#
# Environment (required unless a default is given):
#   MYSQL_NODE_DATA                   folder of this node; the server's data is in its subfolder "data"
#   MYSQL_NODE_SERVER_ID              1..4294967295, different on each node (in a StatefulSet: the ordinal of POD_NAME, plus 1)
#   MYSQL_NODE_PORT                   port to listen on
#   MYSQL_NODE_BIND                   address to listen on (127.0.0.1)
#   MYSQL_NODE_REPORT_HOST, _PORT     where the peer reaches this node (the bind address, MYSQL_NODE_PORT)
#   MYSQL_NODE_DATABASE               database of the application
#   MYSQL_NODE_APP_PASSWORD, MYSQL_NODE_REPLICATION_PASSWORD, MYSQL_NODE_MANAGER_PASSWORD
#   MYSQL_NODE_BACKUP_PASSWORD        makes an account backup, for mysql-backup.sh (none)
#   MYSQL_ROOT_PASSWORD               makes an account root that can log in and has no privilege (none)
#   MYSQL_NODE_USER                   when started as root: the user that mysqld runs as (root)
#   MYSQL_NODE_TEMPLATES              folder that keeps an initialised data folder for each version (none)
#   MYSQLD                            the server (mysqld)
set -eu
# Nothing of a node is for other users: data, keys, passwords.
umask 077

here=$(cd "$(dirname "$0")" && pwd)
mysqld=${MYSQLD:-mysqld}
node=${MYSQL_NODE_DATA:?}
data=$node/data
templates=${MYSQL_NODE_TEMPLATES:-}
port=${MYSQL_NODE_PORT:?}
bind=${MYSQL_NODE_BIND:-127.0.0.1}
database=${MYSQL_NODE_DATABASE:?}
user=
pid=
stopping=

say() {
  echo "mysql-node: $1" >&2
}

fail() {
  say "$1"
  exit 1
}

# POD_NAME=mysql-1 is the second node.
find_server_id() {
  ordinal=${POD_NAME:-}
  ordinal=${ordinal##*-}
  case ${MYSQL_NODE_SERVER_ID:-}/$ordinal in
    [0-9]*/*) server_id=$MYSQL_NODE_SERVER_ID ;;
    / | /*[!0-9]*) fail 'MYSQL_NODE_SERVER_ID is not set, and POD_NAME does not end with the ordinal of a StatefulSet.' ;;
    /*) server_id=$((ordinal + 1)) ;;
    *) fail "MYSQL_NODE_SERVER_ID is '$MYSQL_NODE_SERVER_ID', which is no number." ;;
  esac
}

# mysqld refuses to run as root unless told so.
as_user() {
  if [ "$(id -u)" -eq 0 ]; then
    user=${MYSQL_NODE_USER:-root}
  fi
}

server_version() {
  "$mysqld" --no-defaults --version | sed -nE 's/.* Ver ([0-9]+\.[0-9]+\.[0-9]+).*/\1/p'
}

# A data folder gets its name only when it is whole, so a crash at any moment leaves none that boots by half.
initialize() {
  rm -rf "$1"
  mkdir -p "$1"
  [ -z "$user" ] || chown "$user" "$1"
  "$mysqld" --no-defaults ${user:+--user="$user"} --initialize-insecure --datadir="$1" \
    --secure-file-priv=NULL --log-error-verbosity=1 >&2 || fail "a new data folder could not be initialised in $1."
  # Each node makes its own identity and its own TLS keys at its first start.
  rm -f "$1"/auto.cnf "$1"/*.pem "$1"/\#innodb_redo/*_tmp
}

create_data() {
  rm -rf "$data.new"
  if [ -z "$templates" ]; then
    initialize "$data.new"
  else
    template=$templates/$1
    if [ ! -d "$template" ]; then
      # Two nodes may get here at once: each makes one of its own, the first to finish gives the name.
      mkdir -p "$templates"
      initialize "$template.$$"
      mv -T "$template.$$" "$template" 2> /dev/null || [ -d "$template" ] || mv "$template.$$" "$template"
      rm -rf "$template.$$"
    fi
    # Sparse where cp can do that: 45 ms.
    cp -a --sparse=always "$template" "$data.new" 2> /dev/null || { rm -rf "$data.new" && cp -Rp "$template" "$data.new"; }
  fi
  sync -f "$data.new" 2> /dev/null || true
  mv "$data.new" "$data"
  say "created $data with MySQL $1"
}

# InnoDB upgrades a data folder and never goes back; its own message about that is hard to find in the log.
check_version() {
  written=$(grep -oE '"version": *"[0-9.]+' "$data/mysql_upgrade_history" 2> /dev/null | grep -oE '[0-9.]+$' | tail -n 1) || true
  [ -n "$written" ] || return 0
  newest=$(printf '%s\n' "$written" "$1" | sort -t . -k 1,1n -k 2,2n -k 3,3n | tail -n 1)
  [ "$newest" = "$1" ] ||
    fail "$data was written by MySQL $written and this is $1. Use MySQL $written or newer, or start clean."
}

# A string as SQL. init-file is read by lines, so a line break cannot be in it.
quoted() {
  case $1 in
    *"
"*) fail 'a password must not contain a line break.' ;;
  esac
  printf "'%s'" "$(printf '%s' "$1" | sed "s/\\\\/\\\\\\\\/g; s/'/''/g")"
}

# account NAME PASSWORD GRANTS [LIMITS]: exactly these privileges, this password, TLS only; the same at every start.
account() {
  password=$(quoted "$2")
  cat << SQL
CREATE USER IF NOT EXISTS '$1'@'%' IDENTIFIED WITH caching_sha2_password BY $password REQUIRE SSL;
ALTER USER '$1'@'%' IDENTIFIED WITH caching_sha2_password BY $password REQUIRE SSL${4:+ WITH $4};
REVOKE IF EXISTS ALL PRIVILEGES, GRANT OPTION FROM '$1'@'%';
GRANT $3 TO '$1'@'%';
SQL
}

# Accounts belong to the node and are not replicated: each must be there before replication is.
write_accounts() {
  # In a GRANT the name of a database is a pattern.
  schema="\`$(printf '%s' "$database" | sed 's/[_%]/\\&/g; s/`/``/g')\`"
  {
    echo 'SET SESSION sql_log_bin = OFF;'
    # Commits that wait for a replica keep their connections, even after their clients have gone. They must not take
    # those that the replica and the manager need to end the wait, hence fewer than max_connections.
    account app "${MYSQL_NODE_APP_PASSWORD:?}" \
      "SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES ON $schema.*" \
      'MAX_USER_CONNECTIONS 250'
    # The manager writes down there who is the primary, and since when; everybody may know.
    echo "GRANT SELECT ON failover.* TO 'app'@'%';"
    # BACKUP_ADMIN: the other node may clone this one.
    account replication "${MYSQL_NODE_REPLICATION_PASSWORD:?}" 'REPLICATION SLAVE, BACKUP_ADMIN ON *.*'
    # PROCESS, SYSTEM_USER: it finds and ends an applier that waits for the rest of a transaction.
    account manager "${MYSQL_NODE_MANAGER_PASSWORD:?}" \
      'REPLICATION CLIENT, RELOAD, PROCESS, REPLICATION_SLAVE_ADMIN, SYSTEM_VARIABLES_ADMIN, CONNECTION_ADMIN, CLONE_ADMIN, SYSTEM_USER ON *.*'
    echo "GRANT CREATE, ALTER, SELECT, INSERT, UPDATE, DELETE ON failover.* TO 'manager'@'%';"
    # The manager creates the database through the primary, so that it is in the binary log as everything in it is.
    echo "GRANT CREATE ON $schema.* TO 'manager'@'%';"
    # Reads the database, and stops the world for a moment so that what it reads and the GTIDs belong together.
    if [ -n "${MYSQL_NODE_BACKUP_PASSWORD:-}" ]; then
      account backup "$MYSQL_NODE_BACKUP_PASSWORD" 'REPLICATION CLIENT, FLUSH_TABLES ON *.*'
      echo "GRANT SELECT, SHOW VIEW, TRIGGER ON $schema.* TO 'backup'@'%';"
    fi
    # For tools that insist on logging in as root, such as an orchestrator's own probe: it may do nothing else.
    [ -z "${MYSQL_ROOT_PASSWORD:-}" ] || account root "$MYSQL_ROOT_PASSWORD" 'USAGE ON *.*'
    echo "ALTER USER 'root'@'localhost' ACCOUNT LOCK;"
    cat "$here/mysql-fence.sql"
  } > "$node/accounts.sql"
  [ -z "$user" ] || chown "$user" "$node/accounts.sql"
}

# mysqld ignores settings that everybody may write, and so a mount shows every file that comes from Windows.
copy_settings() {
  rm -f "$node/mysql-node.cnf"
  cp "$here/mysql-node.cnf" "$node/mysql-node.cnf"
}

start() {
  write_accounts
  copy_settings
  # A server that was killed has left these behind. Whoever reads them takes the number in them for a process that runs, and
  # in another container, or after a while, there is one: mysqld itself would not start then.
  rm -f "$data/mysqld.pid" "$data/mysqld.sock" "$data/mysqld.sock.lock"
  "$mysqld" --defaults-file="$node/mysql-node.cnf" ${user:+--user="$user"} \
    --datadir="$data" --init-file="$node/accounts.sql" \
    --socket=mysqld.sock --pid-file=mysqld.pid \
    --server-id="$server_id" --bind-address="$bind" --port="$port" \
    --report-host="${MYSQL_NODE_REPORT_HOST:-$bind}" --report-port="${MYSQL_NODE_REPORT_PORT:-$port}" &
  pid=$!
  # A signal that came between the two lines above found no process to hand it on to.
  [ -z "$stopping" ] || kill -TERM "$pid" 2> /dev/null || true
}

# wait returns early when a signal is handled; the code wanted is that of mysqld's end.
await() {
  code=0
  wait "$pid" || code=$?
  while kill -0 "$pid" 2> /dev/null; do
    code=0
    wait "$pid" || code=$?
  done
}

# A server that is frozen hears of its end only when it goes on.
trap 'stopping=1; [ -z "$pid" ] || { kill -TERM "$pid" && kill -CONT "$pid"; } 2> /dev/null || true' TERM INT HUP

[ "${1:-}" = create ] || find_server_id
as_user
command -v "$mysqld" > /dev/null || fail "there is no $mysqld. Set MYSQLD to the path of mysqld."
version=$(server_version) || true
[ -n "$version" ] || fail "$mysqld does not run or is not MySQL."
mkdir -p "$node" 2> /dev/null && [ -w "$node" ] || fail "the folder $node cannot be written."
# Whoever made the folder may have left it open; of a volume this user may not be the owner.
chmod 700 "$node" 2> /dev/null || true
[ -z "$user" ] || chown "$user" "$node"

# The server inherits the lock, so it lasts until nobody uses the data. Some systems have no flock.
if command -v flock > /dev/null; then
  exec 9> "$node/.lock"
  flock -n 9 || { say "waiting for the server that still uses $node" && flock -w 30 9; } || fail "another server uses $node."
fi

if [ -d "$data" ]; then
  check_version "$version"
else
  create_data "$version"
fi

[ "${1:-}" != create ] || exit 0

# With a supervisor named, RESTART and CLONE end the server with exit code 16: "start me again".
export MYSQLD_PARENT_PID=$$
while [ -z "$stopping" ]; do
  start
  await
  [ "$code" -eq 16 ] && [ -z "$stopping" ] || exit "$code"
  say 'restarting on request of the server'
done
