#!/bin/sh
# Tells an orchestrator how the node is that mysql-node.sh runs here: exit code 0 is yes, and what it found is on stderr.
#
#   mysql-probe.sh started   its data folder is there. What comes then may take as long as it takes.
#   mysql-probe.sh alive     it answers, or has not come so far yet since it was started.
#   mysql-probe.sh ready     it is of use: open for writes, or a replica that keeps up, or new and waiting for its manager.
#
# alive: who is not is killed, so it must hold for a server that recovers from a crash, applies a long redo log, upgrades its
# data or restarts after a clone. None of these has a pid file yet: mysqld writes it when it begins to listen, and
# mysql-node.sh removes it before each start. A server that refuses, for whatever reason, is alive.
#
# ready: who is not holds up a rolling update and a drain, and nothing else: names of pods that are not ready have addresses
# too (publishNotReadyAddresses), since the manager and the peer need them most then. So it means that the other node could
# be spared. It does not mean "primary". Nodes must not wait for each other to be ready when they start (podManagementPolicy:
# Parallel): one may need the other.
#
# Environment: as for mysql-node.sh, and
#   MYSQL   the client (mysql)
set -eu

readonly max_lag=10
data=${MYSQL_NODE_DATA:?}/data

say() {
  echo "mysql-probe: $1" >&2
}

# Over the socket, as the manager; the password is on no command line.
query() {
  MYSQL_PWD=${MYSQL_NODE_MANAGER_PASSWORD:?} "${MYSQL:-mysql}" --no-defaults --socket="$data/mysqld.sock" --user=manager \
    --ssl-mode=REQUIRED --connect-timeout=5 --batch "$@" 2>&1
}

# Errors 2000 to 2999 are the client's own: it had no answer.
answers() {
  answer=$(query --execute='SELECT 1') && return 0
  case $answer in
    *'ERROR 2'[0-9][0-9][0-9]' '*) return 1 ;;
    *'ERROR '[0-9]*) return 0 ;;
    *) return 1 ;;
  esac
}

is_alive() {
  if [ ! -f "$data/mysqld.pid" ]; then
    say 'the server is starting'
    return 0
  fi
  answers || { say "the server does not answer: $answer"; return 1; }
}

field() {
  printf '%s\n' "$replica" | sed -n "s/^ *$1: *//p"
}

is_ready() {
  state=$(query --skip-column-names --execute="SELECT CONCAT(@@GLOBAL.read_only, @@GLOBAL.offline_mode, @@GLOBAL.gtid_executed = '')") ||
    { say "the server does not answer: $state"; return 1; }
  case $state in
    00?) return 0 ;;
    ?1?) say 'applications are shut off from it'; return 1 ;;
  esac
  replica=$(query --vertical --execute='SHOW REPLICA STATUS') || { say "$replica"; return 1; }
  if [ -z "$replica" ]; then
    [ "$state" = 101 ] || { say 'it waits for its manager to be opened or to follow'; return 1; }
    return 0
  fi
  [ "$(field Replica_IO_Running)" = Yes ] || { say "it receives nothing from its source: $(field Last_IO_Error)"; return 1; }
  [ "$(field Replica_SQL_Running)" = Yes ] || { say "it applies nothing: $(field Last_SQL_Error)"; return 1; }
  lag=$(field Seconds_Behind_Source)
  case $lag in
    '' | *[!0-9]*) say 'its lag is unknown'; return 1 ;;
  esac
  [ "$lag" -le "$max_lag" ] || { say "it is $lag s behind its source"; return 1; }
}

case ${1:-} in
  started) [ -d "$data" ] || { say 'the data folder is being created'; exit 1; } ;;
  alive) is_alive ;;
  ready) is_ready ;;
  *) say 'usage: mysql-probe.sh started|alive|ready'; exit 2 ;;
esac
