# shellcheck shell=sh
# Packages are installed in one run, without starting what they bring: a service first runs with its bundle's files.

policy=/usr/sbin/policy-rc.d
policy_mark='# portcullis: no service starts before its bundle'

# A killed run may have left it behind; nothing that it does not own is touched.
allow_service_start() {
  if [ -f "$policy" ] && grep -qxF "$policy_mark" "$policy"; then rm -f "$policy"; fi
}

forbid_service_start() {
  [ -e "$policy" ] || printf '#!/bin/sh\n%s\nexit 101\n' "$policy_mark" >"$policy"
  chmod 0755 "$policy"
}

# Runs a package tool; while somebody else holds its lock, waits up to the bundle's limit.
when_unlocked() {
  deadline=$(($(date +%s) + $(head_of package-lock-seconds 300)))
  until "$@" >"$output" 2>&1 9>&-; do
    if ! grep -qE 'Could not get lock|Unable to acquire the dpkg|is another process using it|Unable to lock' "$output"; then
      because "$(tail -n 15 "$output")"
      return
    fi
    if [ "$(date +%s)" -ge "$deadline" ]; then
      because "the package manager's lock was held by somebody else for $(head_of package-lock-seconds 300) s:
$(tail -n 3 "$output")"
      return
    fi
    sleep 2
  done
}

apt() {
  DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 apt-get -qq -o DPkg::Lock::Timeout=5 \
    -o Dpkg::Options::=--force-confold -o APT::Get::Assume-Yes=true -o Dpkg::Use-Pty=0 "$@"
}

missing_packages() {
  while read -r package; do
    if command -v dpkg-query >/dev/null; then
      dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || printf '%s\n' "$package"
    else
      rpm -q --quiet "$package" || printf '%s\n' "$package"
    fi
  done <"$stage/packages.list"
}

# Package lists older than a day name versions that the archive no longer has.
lists_are_fresh() {
  [ -n "$(find /var/lib/apt/lists -maxdepth 1 -name '*_Packages*' -mtime -1 -print 2>/dev/null | head -n 1)" ]
}

install_packages() {
  missing_packages >"$stage/packages.missing"
  [ -s "$stage/packages.missing" ] || return 0
  # shellcheck disable=SC2046 # package names hold no blanks
  set -- $(cat "$stage/packages.missing")
  if ! command -v apt-get >/dev/null; then
    when_unlocked dnf -y -q --setopt=install_weak_deps=False install "$@" || return 1
  else
    lists_are_fresh || when_unlocked apt update || return 1
    forbid_service_start || return 1
    if ! when_unlocked apt install --no-install-recommends "$@"; then
      # The archive may have moved on since the lists were fetched.
      if ! when_unlocked apt update || ! when_unlocked apt install --no-install-recommends "$@"; then
        allow_service_start
        return 1
      fi
      problem=
    fi
    allow_service_start
  fi
  mkdir -p "$bundle"
  cat "$stage/packages.missing" >>"$bundle/packages.installed"
}

# Takes away what the bundle installed, unless that would take something else with it.
remove_packages() {
  if [ ! -s "$bundle/packages.installed" ] || ! command -v apt-get >/dev/null; then return 0; fi
  sort -u "$bundle/packages.installed" | while read -r package; do
    dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed && printf '%s\n' "$package"
  done >"$stage/packages.ours"
  # shellcheck disable=SC2046 # package names hold no blanks
  set -- $(cat "$stage/packages.ours")
  [ $# -gt 0 ] || return 0
  others=$(apt -s remove "$@" | awk '$1 == "Remv" { print $2 }' | grep -vxF -f "$stage/packages.ours" || :)
  if [ -n "$others" ]; then
    printf 'kept packages %s: they are needed by %s\n' "$*" "$(printf %s "$others" | tr '\n' ' ')"
  else
    when_unlocked apt remove "$@"
  fi
}
