#!/bin/sh
# Writes a backup of the application's database: a consistent dump, compressed, with the GTIDs that are in it.
# Taken from the replica if there is one that follows, else from the primary. docs/backup.md says how it is used again.
#
# A backup gets its name when it is whole and was read back, so one with a name can be relied on. On stdout: its path.
#
# Environment (required unless a default is given):
#   MYSQL_BACKUP_HOSTS         the nodes, separated by spaces, each with :PORT if it has one of its own
#   MYSQL_BACKUP_PORT          port of the others (3306)
#   MYSQL_BACKUP_USER, MYSQL_BACKUP_PASSWORD   account (backup)
#   MYSQL_BACKUP_DATABASE      the database
#   MYSQL_BACKUP_FOLDER        where backups are kept
#   MYSQL_BACKUP_KEEP          how many; the oldest go first (7)
#   MYSQL, MYSQLDUMP           the client programs (mysql, mysqldump)
set -eu
# What is in a backup is for nobody else.
umask 077

user=${MYSQL_BACKUP_USER:-backup}
database=${MYSQL_BACKUP_DATABASE:?}
folder=${MYSQL_BACKUP_FOLDER:?}
keep=${MYSQL_BACKUP_KEEP:-7}
export MYSQL_PWD="${MYSQL_BACKUP_PASSWORD:?}"
part=

say() {
  echo "mysql-backup: $1" >&2
}

fail() {
  say "$1"
  exit 1
}

address() {
  host=${1%:*}
  port=${1##*:}
  [ "$port" != "$1" ] || port=${MYSQL_BACKUP_PORT:-3306}
}

query() {
  "${MYSQL:-mysql}" --no-defaults --protocol=TCP --host="$host" --port="$port" --user="$user" --ssl-mode=REQUIRED \
    --connect-timeout=5 --batch "$@" 2>&1
}

# The role of a node: replica, primary, or why it is neither.
role() {
  answer=$(query --skip-column-names --execute="SELECT IF(@@GLOBAL.read_only, 'closed', 'primary')") || { echo "$answer"; return; }
  if [ "$answer" = closed ]; then
    status=$(query --vertical --execute='SHOW REPLICA STATUS') || { echo "$status"; return; }
    # One that has stopped would be a backup of an earlier time.
    case $status in
      *'Replica_IO_Running: Yes'*'Replica_SQL_Running: Yes'*) answer=replica ;;
      *) answer='neither open nor following' ;;
    esac
  fi
  echo "$answer"
}

choose() {
  chosen=
  primary=
  for node in ${MYSQL_BACKUP_HOSTS:?}; do
    address "$node"
    role=$(role)
    case $role in
      replica) chosen=$node && return ;;
      primary) primary=$node ;;
      *) say "$node is not used: $role" ;;
    esac
  done
  chosen=$primary
  [ -n "$chosen" ] || fail 'there is no node to take a backup from.'
  say "$chosen is the primary, and no replica follows it"
}

# The failover manager's own schema stays out: in a restored pair it is another pair's history. Masking policies are in a table
# that only administrators read; an older mysqldump does not know them.
dump() {
  "${MYSQLDUMP:-mysqldump}" --no-defaults --protocol=TCP --host="$host" --port="$port" --user="$user" --ssl-mode=REQUIRED \
    --single-transaction --set-gtid-purged=ON --no-tablespaces --loose-skip-masking-policies --hex-blob --quick --databases "$database"
}

# Whatever fails, the last line is not the one that a whole dump ends with.
read_database() {
  failed=
  errors=$(dump 2>&1 >&3) || failed=yes
  # That it holds the GTIDs of everything is what it is for.
  printf '%s\n' "$errors" | grep -v -e '^$' -e '^Warning: A partial dump' >&2 || true
  [ -z "$failed" ] || echo '-- Dump failed'
}

is_whole() {
  gzip -t "$1" && gzip -dc "$1" | tail -n 1 | grep -q '^-- Dump completed'
}

remove_oldest() {
  count=0
  for backup in "$folder/$database"-[0-9]*.sql.gz; do
    [ ! -f "$backup" ] || count=$((count + 1))
  done
  # Names sort by time.
  for backup in "$folder/$database"-[0-9]*.sql.gz; do
    [ "$count" -gt "$keep" ] || break
    rm -f "$backup"
    say "removed $backup"
    count=$((count - 1))
  done
}

trap '[ -z "$part" ] || rm -f "$part"' EXIT
trap 'exit 143' TERM INT HUP

case $keep in
  '' | 0 | *[!0-9]*) fail "MYSQL_BACKUP_KEEP is '$keep'; a number from 1 is allowed." ;;
esac
mkdir -p "$folder" 2> /dev/null && [ -w "$folder" ] || fail "the folder $folder cannot be written."
# What a run that was killed has left.
rm -f "$folder/.$database"-*.part
choose
address "$chosen"
name=$database-$(date -u +%Y%m%dT%H%M%SZ).sql.gz
[ ! -e "$folder/$name" ] || fail "$folder/$name is there already."
part=$folder/.$name.part
say "reading $database from $chosen"
{ read_database; } 3>&1 | gzip > "$part" || fail "$part cannot be written."
is_whole "$part" || fail "the dump of $chosen is not whole."
sync -f "$part" 2> /dev/null || sync
mv "$part" "$folder/$name"
part=
say "wrote $name, $(($(wc -c < "$folder/$name") / 1024)) KiB"
echo "$folder/$name"
remove_oldest
