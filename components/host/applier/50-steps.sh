# shellcheck shell=sh
# Steps: the bundle's own shell text, one file each.

# Runs one step; its output is the reason where it fails.
run_step() {
  (umask 022 && exec /bin/sh -eu "$1") >"$output" 2>&1 9>&- </dev/null && return
  because "$(sed '/^ *$/d; s/^ *//; q' "$1")$([ "$(wc -l <"$1")" -le 1 ] || echo ' …')
$(tail -n 30 "$output")"
}

# Runs the steps of kind $2 in folder $1; those with paths only where one is in the list $3 ("-": all).
run_steps() {
  for step in "$1/$2".*; do
    case $step in *.paths | *'*') continue ;; esac
    if [ "$3" != - ] && [ -f "$step.paths" ] && ! grep -qxF -f "$step.paths" "$3"; then continue; fi
    run_step "$step" || return 1
  done
}

# Repeats each check until it passes or the bundle's limit is over.
verify() {
  deadline=$(($(date +%s) + $(head_of verify-seconds 15)))
  for step in "$1"/verify.*; do
    case $step in *'*') continue ;; esac
    until run_step "$step"; do
      [ "$(date +%s)" -lt "$deadline" ] || return 1
      sleep 0.2
    done
    problem=
  done
}
