# shellcheck shell=sh
# Portcullis's applier: brings one bundle to this host so that all of it is in force, or none of it.
# It is sent with every bundle, in one file with the bundle behind it, and runs as root.
set -eu
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL
umask 077

state=/var/lib/portcullis
run=/run/portcullis
bundles=$state/bundles
tab=$(printf '\t')
stage=$run/stage.$$
output=$run/output.$$
input=
problem=

# Sets the one reason that the user will read; the caller decides what to undo.
because() {
  problem=$*
  return 1
}

# Ends with the reason and the tool's own words.
give_up() {
  printf 'portcullis: %s\n' "$*" >&2
  [ -z "$problem" ] || printf '%s\n' "$problem" >&2
  exit 1
}

# Whether a file has exactly this line.
has_line() { [ -f "$2" ] && grep -qxF -- "$1" "$2"; }
