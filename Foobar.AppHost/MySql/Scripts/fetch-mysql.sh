#!/usr/bin/env bash
# Fetches MySQL 8.4 or newer from the distribution's own archive into a folder of the user, without root.
#
#   fetch-mysql.sh CACHE [--with-caller]    progress on stderr; on stdout the folder whose bin/mysqld can be run
#
# With --with-caller all ends when standard input does, that is when whoever holds its other end has been killed.
#
# Debian: mysql-server-core from sid, because stable has MariaDB only. Ubuntu: its own release, if that has MySQL >= 8.4.
# The packages bring their own libc and loader, so nothing on the machine is used by them or changed for them.
set -euo pipefail
umask 022

readonly cache=${1:?usage: fetch-mysql.sh CACHE}
readonly needed_mb=700
readonly lock_seconds=900
work=
watcher=

fail() {
  echo "Cannot fetch MySQL: $1" >&2
  exit 1
}

# Ends this script and all that it has started, but only these: they get a session of their own.
end_with_caller() {
  if [ "${FETCH_MYSQL_SESSION:-}" != own ]; then
    FETCH_MYSQL_SESSION=own exec setsid --wait bash "$0" "$@"
  fi
  exec 3<&0 0< /dev/null
  (
    trap - EXIT
    while read -r -u 3 _; do :; done
    kill -TERM -- "-$$"
  ) > /dev/null 2>&1 &
  watcher=$!
  exec 3<&-
}

clean_up() {
  [ -z "$watcher" ] || kill "$watcher" 2> /dev/null || true
  [ -z "$work" ] || rm -rf "$work"
}

# Prints the newest CACHE/<version>-<arch> that runs, and removes what does not and would be in the way of a new one.
print_cached() {
  local home
  while read -r home; do
    if "$home/bin/mysqld" --no-defaults --version > /dev/null 2>&1 < /dev/null; then
      echo "$home"
      return
    fi
    rm -rf "$home"
  done < <(find "$cache" -mindepth 1 -maxdepth 1 -type d -name "[0-9]*-$arch" | sort -rV)
  return 1
}

# One line for each archive that the machine is set up with: URI, release, component and the file:line that says so.
machine_archives() {
  # apt itself reads both forms, one-line .list and deb822 .sources. Without release info, since a machine that has
  # never updated its lists has none.
  apt-get indextargets --no-release-info --format '$(REPO_URI) $(RELEASE) $(COMPONENT) $(SOURCESENTRY)' 'Created-By: Packages' 2>/dev/null
}

# The key file that the machine trusts for an archive, as an option for a line of sources.list.
#   signed_by FILE:N DISTRIBUTION    N is a line of a .list file, a stanza of a .sources file
signed_by() {
  local entry file
  case $1 in
    *.sources:*) entry=$(awk -v RS= -v n="${1##*:}" '/(^|\n)[^#]/ && ++i == n' "${1%:*}") ;;
    *) entry=$(sed -n "${1##*:}p" "${1%:*}") ;;
  esac
  file=$(grep -ioE 'signed-by[:=] *"?/[^] "]+' <<< "$entry" | sed -E 's/^[^/]*//') || true
  for file in "$file" "/usr/share/keyrings/$2-archive-keyring.gpg" "/usr/share/keyrings/$2-archive-keyring.pgp"; do
    if [ -r "$file" ]; then
      echo "signed-by=$file"
      return
    fi
  done
}

# Writes the sources that MySQL comes from.
write_sources() {
  local id='' like='' codename='' uri release component entry
  id=$(. /etc/os-release && echo "$ID")
  like=$(. /etc/os-release && echo "${ID_LIKE:-}")
  codename=$(. /etc/os-release && echo "${UBUNTU_CODENAME:-${VERSION_CODENAME:-}}")

  machine_archives | while read -r uri release component entry; do
    case " $id $like " in
      *' ubuntu '*)
        case "$release/$component" in
          "$codename"/main | "$codename"/universe | "$codename"-updates/main | "$codename"-updates/universe | \
            "$codename"-security/main | "$codename"-security/universe)
            echo "deb [target=Packages $(signed_by "$entry" ubuntu)] $uri $release $component"
            ;;
        esac
        ;;
      *' debian '*)
        case "$release/$component" in
          "$codename"/main | stable/main | testing/main | unstable/main | sid/main)
            # Debian's mirrors carry every suite; third parties name theirs after themselves or keep no pool of sid.
            case $uri in
              *debian/) echo "deb [target=Packages $(signed_by "$entry" debian)] $uri sid main" && break ;;
            esac
            ;;
        esac
        ;;
    esac
  done | sort -u > "$work/sources.list"

  [ -s "$work/sources.list" ] ||
    fail "no archive of Debian or Ubuntu is set up in apt's sources (this is '$id${codename:+ $codename}')."
}

# apt with all its state in the work folder. The machine's apt.conf.d stays in force: proxies and credentials are there.
write_configuration() {
  mkdir -p "$work/state" "$work/lists/partial" "$work/archives/partial"
  # An empty status file makes apt resolve the whole closure, libc included.
  : > "$work/status"
  cat > "$work/apt.conf" <<CONF
Dir::State "$work/state";
Dir::State::Lists "$work/lists";
Dir::State::Status "$work/status";
Dir::Cache "$work";
Dir::Etc::SourceList "$work/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "/dev/null";
APT::Architecture "$arch";
APT::Sandbox::User "$(id -un)";
APT::Install-Recommends "false";
APT::Update::Error-Mode "any";
Acquire::Languages "none";
Acquire::Retries "2";
Debug::NoLocking "true";
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Pre-Install-Pkgs;
CONF
}

private_apt() {
  local tool=$1
  shift
  LC_ALL=C "apt-$tool" -c "$work/apt.conf" -q "$@" 2> "$work/errors"
}

last_error() {
  grep -E '^(E|Err)' "$work/errors" | tail -n 1 | sed 's/^E: *//'
}

# The newest MySQL server package of at least 8.4, and its version.
choose_package() {
  local name candidate
  private_apt cache search --names-only '^mysql-server-core(-[0-9.]+)?$' | sort | while read -r name _; do
    candidate=$(private_apt cache policy "$name" | awk '/Candidate:/ { print $2 }')
    if dpkg --compare-versions "$candidate" ge 8.4; then
      echo "$candidate $name"
    fi
  done | sort -V | tail -n 1
}

download() {
  local summary count
  summary=$(private_apt get install --print-uris -y "$@") || fail "$(last_error)"
  count=$(grep -c "^'" <<< "$summary")
  echo "Fetching $count packages, $(sed -nE 's/^Need to get (.*) of archives.*/\1/p' <<< "$summary")" >&2
  private_apt get install --download-only -y "$@" |
    awk -v count="$count" '/^Get:/ { sub(/^Get:/, "", $1); sub(/^.*\[/, "", $0); sub(/\].*/, "", $0)
      n++; tenth = int(10 * n / count)
      if (tenth != told) { told = tenth; print "Fetched " int(100 * n / count) " %, " n " of " count " packages"; fflush() } }' >&2 ||
    fail "$(last_error)"
}

unpack() {
  local package
  for package in "$work"/archives/*.deb; do
    # The client depends on Perl for its helper scripts; neither mysqld nor mysql needs it.
    case ${package##*/} in
      perl* | libperl*) continue ;;
    esac
    dpkg-deb --extract "$package" "$work/home"
  done
  rm -rf "$work/home/usr/share/doc" "$work/home/usr/share/man" "$work/home/usr/share/locale"
}

# A command of the folder, run by the folder's own loader with the folder's own libraries. mysqld finds its messages,
# character sets and plug-ins relative to the name it is started by, hence --argv0.
write_launcher() {
  local loader
  loader=$(cd "$work/home" && find usr/lib -name 'ld-linux*.so.*' | head -n 1)
  [ -n "$loader" ] || fail "the packages bring no loader for $arch."
  mkdir -p "$work/home/bin"
  cat > "$work/home/bin/$1" <<LAUNCHER
#!/bin/sh
home=\$(cd "\$(dirname "\$0")/.." && pwd)
exec "\$home/$loader" --argv0 "\$home/$2" --library-path "\$home/${loader%/*}" "\$home/$2" "\$@"
LAUNCHER
  chmod 755 "$work/home/bin/$1"
}

command -v apt-get > /dev/null && command -v dpkg-deb > /dev/null ||
  fail 'this machine has no apt.'
[ "${2:-}" != --with-caller ] || end_with_caller "$@"
trap clean_up EXIT
trap 'exit 130' INT TERM HUP
arch=$(dpkg --print-architecture)
mkdir -p "$cache" 2> /dev/null && [ -w "$cache" ] || fail "the folder $cache cannot be written."
exec 9> "$cache/.lock"
if ! flock --nonblock 9; then
  echo 'Waiting for another run that is fetching MySQL' >&2
  flock --timeout "$lock_seconds" 9 || fail "another run has been at it for $((lock_seconds / 60)) minutes. End it first; it holds $cache/.lock."
fi
# Whoever held the lock may have fetched it meanwhile.
print_cached && exit 0

readonly started=$SECONDS
free_mb=$(df -Pm "$cache" | awk 'NR == 2 { print $4 }')
[ "$free_mb" -ge "$needed_mb" ] || fail "$cache has $free_mb MB free; $needed_mb MB are needed."

# What a killed run left; nobody else uses it, since the lock is ours.
rm -rf "$cache"/.fetch.*
work=$(mktemp -d "$cache/.fetch.XXXXXX")

write_sources
write_configuration
echo "Reading the package lists of $(awk '{ sub(/.*\] /, ""); print $1 " " $2 }' "$work/sources.list" | sort -u | paste -sd, | sed 's/,/, /g')" >&2
private_apt get update > /dev/null || fail "the package lists cannot be read: $(last_error)"
read -r version server <<< "$(choose_package)"
[ -n "${server:-}" ] || fail "this release's archive has no MySQL 8.4 or newer."
version=${version#*:}
version=${version%%-*}
echo "Found MySQL $version" >&2

download "$server" "${server/server/client}"
unpack
write_launcher mysqld usr/sbin/mysqld
write_launcher mysql usr/bin/mysql
write_launcher mysqldump usr/bin/mysqldump
"$work/home/bin/mysqld" --no-defaults --version > /dev/null 2> "$work/errors" ||
  fail "the fetched mysqld does not run here: $(tail -n 1 "$work/errors")"

mv -T "$work/home" "$cache/$version-$arch"
echo "MySQL $version is ready after $((SECONDS - started)) s: $cache/$version-$arch, $(du -sm "$cache/$version-$arch" | cut -f 1) MB" >&2
echo "$cache/$version-$arch"
